//! The binary as a user meets it: its exit status, what it says, what it leaves behind.

mod compare;
mod copies;
mod export;
mod extract;
mod formats;
mod merge;
mod pages;
mod query;
mod store;
mod tables;
mod util;
