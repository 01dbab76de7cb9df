//! What people type into an episode's form, and how two who type at once do not lose anything.
//!
//! There is one rule for all that is typed on the page of an episode: title, show notes, people, chapters, soundbites. It saves
//! itself. Of a draft it is the draft's at once, as far as it can be; of an episode that listeners may open it waits as this person's
//! working copy until they say that it shall be public. What is not right yet, and what two people wrote differently, waits in
//! either case, as it was typed, and whoever typed it is told.
//!
//! - [`sheet`]: what stands in the fields, as typed · [`rows`]: lists of it, as the catalogue writes them
//! - [`merge`](mod@merge): marks of the fields as they were when somebody began to type, and by them who changed what
//! - [`keep`](mod@keep): what waits in the catalogue: an [`Edit`]

pub mod keep;
pub mod merge;
pub mod rows;
pub mod sheet;

pub use keep::{Edit, Kept, discard, keep, of, waiting};
pub use merge::{Marks, Merged, mark, merge};
pub use rows::{people_text, person_fields, rows_text, soundbites_text};
pub use sheet::{FIELDS, Sheet};
