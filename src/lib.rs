//! Spunweb spins a cluster organisation's content into everything it shows the
//! world.
pub mod path;
pub mod text;
pub mod diagnostic;
pub mod disk;
pub mod yaml;
pub mod schema;
pub mod config;
pub mod load;
