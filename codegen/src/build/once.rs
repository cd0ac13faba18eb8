//! A folder that several derive macros of one crate look into is read on once.

use super::{Builder, Error, fingerprint};
use crate::contract::Catalog;
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

thread_local! {
    /// The last catalog, and what its texts and options come to.
    static LAST: RefCell<Option<(u64, Rc<Catalog>)>> = const { RefCell::new(None) };
}

impl Builder {
    /// The contracts of a folder, as [`Builder::load`] gives them. The texts are read anew each time:
    /// the process may outlive them, in an editor.
    pub(crate) fn load_once(&self, schemas: &Path) -> Result<Rc<Catalog>, Error> {
        let input = self.read(schemas)?;
        let mark = fingerprint::of(&input.sources, &format!("{} {:?}", schemas.display(), self.asked()));
        let last =
            LAST.with_borrow(|last| last.as_ref().filter(|(known, _)| *known == mark).map(|(_, last)| Rc::clone(last)));
        if let Some(catalog) = last {
            return Ok(catalog);
        }
        let catalog = Rc::new(self.load_from(input)?.catalog);
        LAST.set(Some((mark, Rc::clone(&catalog))));
        Ok(catalog)
    }
}
