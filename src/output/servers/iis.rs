//! IIS: `web.config` in the output folder. Redirects need the module URL Rewrite.
//!
//! It is XML: every word of an author is escaped, and a character that XML cannot hold is in
//! no address.

use std::fmt::Write as _;

use super::{ASKED_AGAIN, HEAD, HEADERS, POLICY, RuleFile, Server, ServerRules};
use crate::base::{escape, media};
use crate::site::NOT_FOUND;

/// The server.
pub(super) static SERVER: Server = Server {
    name: "iis",
    files: |rules| vec![RuleFile::Inside("web.config", web_config(rules))],
};

#[expect(
    clippy::too_many_lines,
    reason = "the file stands here as it is written, from top to bottom"
)]
fn web_config(rules: &ServerRules) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {HEAD}\n     \
         Redirects need the module URL Rewrite. A file of more than 250 KB, which is about 1,500\n     \
         old addresses, needs a higher MaxWebConfigFileSizeInKB. Withdrawn pages answer with\n     \
         their notice and 200. Strict-Transport-Security is for you to decide, because it binds\n     \
         the whole host. -->\n<configuration>\n<system.webServer>\n<httpProtocol>\n<customHeaders>\n"
    );
    let policy = ("Content-Security-Policy", POLICY);
    for (name, value) in std::iter::once(policy).chain(HEADERS) {
        let value = escape(value);
        let _ = writeln!(
            out,
            "<remove name=\"{name}\"/><add name=\"{name}\" value=\"{value}\"/>"
        );
    }
    let _ = writeln!(
        out,
        "</customHeaders>\n</httpProtocol>\n<staticContent>\n\
         <clientCache cacheControlMode=\"DisableCache\" cacheControlCustom=\"{ASKED_AGAIN}\"/>"
    );
    for (extension, media) in media::TYPES {
        let _ = writeln!(
            out,
            "<remove fileExtension=\".{extension}\"/><mimeMap fileExtension=\".{extension}\" \
             mimeType=\"{media}\"/>"
        );
    }
    let _ = writeln!(
        out,
        "</staticContent>\n<directoryBrowse enabled=\"false\"/>\n<defaultDocument enabled=\"true\">\
         <files><clear/><add value=\"index.html\"/></files></defaultDocument>\n\
         <httpErrors errorMode=\"Custom\"><remove statusCode=\"404\"/><error statusCode=\"404\" \
         path=\"{NOT_FOUND}\" responseMode=\"File\"/></httpErrors>\n\
         <security><requestFiltering><hiddenSegments><add segment=\".engraft.json\"/>\
         </hiddenSegments></requestFiltering></security>\n<rewrite>\n<rewriteMaps>\n\
         <rewriteMap name=\"moved\" defaultValue=\"\">"
    );
    for (from, to) in &rules.moved {
        let (from, to) = (escape(&from[1..]), escape(to));
        let _ = writeln!(out, "<add key=\"{from}\" value=\"{to}\"/>");
    }
    out.push_str("</rewriteMap>\n</rewriteMaps>\n<rules>\n");
    for hidden in &rules.hidden {
        let address = escape(&super::pattern(&hidden[1..]));
        let _ = writeln!(
            out,
            "<rule name=\"published {address}\" stopProcessing=\"true\"><match url=\"^{address}$\"/>\
             <action type=\"None\"/></rule>"
        );
    }
    out.push_str(
        "<rule name=\"hidden\" stopProcessing=\"true\"><match url=\"(^|/)\\.(?!well-known/)\"/>\
         <action type=\"CustomResponse\" statusCode=\"404\"/></rule>\n\
         <rule name=\"moved\" stopProcessing=\"true\"><match url=\"^(.+)$\"/><conditions>\
         <add input=\"{moved:{R:1}}\" pattern=\"^(.+)$\"/></conditions>\
         <action type=\"Redirect\" url=\"{C:1}\" redirectType=\"Permanent\"/></rule>\n\
         </rules>\n</rewrite>\n</system.webServer>\n",
    );
    for kept in &rules.kept {
        let _ = writeln!(
            out,
            "<location path=\"{}\"><system.webServer><staticContent><clientCache \
             cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" \
             cacheControlCustom=\"public, immutable\"/></staticContent></system.webServer></location>",
            escape(&kept[1..])
        );
    }
    for active in &rules.active {
        let _ = writeln!(
            out,
            "<location path=\"{}\"><system.webServer><httpProtocol><customHeaders>\
             <remove name=\"Content-Security-Policy\"/><add name=\"Content-Security-Policy\" \
             value=\"{}\"/></customHeaders></httpProtocol></system.webServer></location>",
            escape(&active[1..]),
            escape(&ServerRules::policy_of_active())
        );
    }
    out.push_str("</configuration>\n");
    out
}
