//! How pages look: templates, strings and assets of a theme, the site's own files over the
//! embedded ones. The only folder that names Tera.

pub mod view;
