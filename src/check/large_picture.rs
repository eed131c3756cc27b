//! C104 large-picture.

use super::{Check, Context};
use crate::base::Span;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::SourceContent;

static RULE: Rule = Rule {
    code: "C104",
    name: "large-picture",
    severity: Severity::Warning,
    meaning: "A picture is larger than 2 MB, or wider or higher than 4,000 pixels.",
    why: "On a telephone in a hospital it takes minutes, and costs readers money.",
    mend: "Save it smaller: 1,600 pixels are as wide as any page shows it.",
    source: "GOV.UK service manual: how to test frontend performance",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

const MOST_BYTES: u64 = 2_000_000;
const MOST_PIXELS: u32 = 4_000;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for asset in &context.site.sources.assets {
        let SourceContent::Binary { size, dimensions, .. } = asset.content else {
            continue;
        };
        // What has dimensions is a picture; those of a drawing say nothing of its size.
        let Some((width, height)) =
            dimensions.filter(|_| context.config.publishes(asset))
        else {
            continue;
        };
        let extension = asset.path.extension().unwrap_or("");
        let is_drawing = extension.eq_ignore_ascii_case("svg");
        let is_wide = !is_drawing && width.max(height) > MOST_PIXELS;
        if size <= MOST_BYTES && !is_wide {
            continue;
        }
        let tenths = size.div_ceil(100_000);
        let megabytes = format!("{}.{} MB", tenths / 10, tenths % 10);
        let message = if is_drawing {
            format!("this picture has {megabytes}")
        } else {
            format!("this picture has {width} × {height} pixels and {megabytes}")
        };
        let help = "save it smaller: 1,600 pixels wide are enough for any page";
        found.push(Diagnostic::new(&RULE, Span::file(asset.id), message).with_help(help));
    }
}
