//! What `init` makes to start from, and that what CI runs does what it promises.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_yaml::Value;

use crate::harness::{
    Ran, TestSite, engraft, files_below, overwrites_snapshots, repository,
};

fn init(arguments: &[&str]) -> (TestSite, Ran) {
    let site = TestSite::empty();
    let ran = site.run(&[&["init"], arguments].concat());
    assert_eq!(ran.code, 0, "{ran}");
    (site, ran)
}

fn yaml(site: &TestSite, path: &str) -> Value {
    let text = fs::read_to_string(site.path(path)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// Runs a script as CI does: with a `cargo` that installs nothing, since the program is there.
fn run_script(site: &TestSite, script: &str, variables: &[(&str, &str)]) -> Ran {
    let tools = site.path(".tools");
    fs::create_dir_all(&tools).unwrap();
    let program = PathBuf::from(engraft().get_program().to_owned());
    let link = |name: &str, text: String| {
        fs::write(tools.join(name), text).unwrap();
        let made =
            Command::new("chmod").arg("755").arg(tools.join(name)).status().unwrap();
        assert!(made.success());
    };
    link(
        "cargo",
        "#!/bin/sh\necho \"$@\" >> \"$(dirname \"$0\")/installed\"\n".to_owned(),
    );
    link("engraft", format!("#!/bin/sh\nexec '{}' \"$@\"\n", program.display()));
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command.args(["-e", "-c", script]).current_dir(site.root()).env("PATH", path);
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    for name in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
        command.env(name, tools.join(name));
    }
    command.envs(variables.iter().copied());
    Ran::new(command.output().unwrap())
}

/// The scripts of a job of GitHub, in order.
fn steps(workflow: &Value, job: &str) -> Vec<String> {
    let steps = workflow["jobs"][job]["steps"].as_sequence().unwrap();
    steps.iter().filter_map(|step| Some(step["run"].as_str()?.to_owned())).collect()
}

const GITHUB: &str = ".github/workflows/site.yml";
const FROM: [(&str, &str); 2] = [
    ("ENGRAFT_REPOSITORY", "https://git.example/engraft"),
    ("ENGRAFT_VERSION", "v0.1.0"),
];

/// A page that ends today, beside one that is overdue and counts as an error.
fn let_a_page_end(site: &TestSite) {
    let yaml = fs::read_to_string(site.path("site-content/site.yaml")).unwrap();
    site.configure(format!("{yaml}\nrules: {{overdue-review: error}}\n"));
    site.article(
        "ended.md",
        "title: Ended\ndescription: It.\nsample: true\nexpires_on: 2020-01-01",
        "x\n",
    );
    site.article(
        "due.md",
        "title: Due\ndescription: It.\nsample: true\nreview_due: 2020-01-01",
        "x\n",
    );
}

#[test]
fn the_workflow_of_github_checks_builds_and_fails_after_publishing() {
    let (site, _) = init(&["--ci", "github"]);
    let workflow = yaml(&site, GITHUB);
    let run = |job: &str, variables: &[(&str, &str)]| {
        let script = steps(&workflow, job).join("\n");
        run_script(&site, &script, &[&FROM, variables].concat())
    };
    let ran = run("check", &[]);
    assert_eq!(ran.code, 0, "{ran}");
    let installed = fs::read_to_string(site.path(".tools/installed")).unwrap();
    let words =
        "install --locked --git https://git.example/engraft --tag v0.1.0 engraft\n";
    assert_eq!(installed, words);
    let summary = fs::read_to_string(site.path(".tools/GITHUB_STEP_SUMMARY")).unwrap();
    assert!(
        summary.lines().skip(2).all(|line| line.is_empty() || line.starts_with("    "))
    );

    let_a_page_end(&site);
    let ran = run("build", &[]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(site.path("output/due/index.html").exists());
    assert!(!site.path("output/ended/index.html").exists());
    assert!(!site.path("output/.engraft.json").exists(), "it is nobody's business");
    let output = fs::read_to_string(site.path(".tools/GITHUB_OUTPUT")).unwrap();
    assert_eq!(output, "code=1\n");
    let last = steps(&workflow, "deploy").join("\n");
    assert_eq!(run_script(&site, &last, &[("CODE", "1")]).code, 1);
    assert_eq!(run_script(&site, &last, &[("CODE", "0")]).code, 0);

    // With any other error nothing is handed on.
    fs::remove_dir_all(site.path("output")).unwrap();
    site.page("broken.md", "Broken", "[[nobody]]\n");
    assert_ne!(run("build", &[]).code, 0);
    assert_ne!(run("check", &[]).code, 0);
}

#[test]
fn the_workflow_of_github_gives_nothing_to_strangers() {
    let (site, _) = init(&["--ci", "github"]);
    let text = fs::read_to_string(site.path(GITHUB)).unwrap();
    let workflow = yaml(&site, GITHUB);
    assert!(!text.contains("pull_request_target"));
    assert!(!text.contains("secrets.") && !text.contains("cache"), "nothing is shared");
    let rights = |at: &Value| serde_json::to_string(&at["permissions"]).unwrap();
    assert_eq!(rights(&workflow), r#"{"contents":"read"}"#);
    for (job, own) in workflow["jobs"].as_mapping().unwrap() {
        let may_deploy = job == "deploy";
        assert_eq!(own.get("permissions").is_some(), may_deploy, "{job:?}");
        assert_eq!(job == "check", own["if"] == "github.event_name == 'pull_request'");
        for step in own["steps"].as_sequence().unwrap() {
            // What a stranger names is handed over in a variable, and never pasted.
            assert!(
                !step["run"].as_str().is_some_and(|run| run.contains("${{")),
                "{step:?}"
            );
            let Some(action) = step["uses"].as_str() else { continue };
            let (_, commit) = action.split_once('@').unwrap();
            assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()));
        }
    }
    let nightly = &workflow["on"]["schedule"][0]["cron"];
    assert!(nightly.as_str().is_some_and(|cron| cron.ends_with("* * *")), "{nightly:?}");
    assert!(text.contains("60 days"), "it says how somebody learns that it stopped");
}

#[test]
fn the_pipeline_of_gitlab_does_the_same() {
    let (site, _) = init(&["--ci", "gitlab"]);
    let pipeline = yaml(&site, ".gitlab-ci.yml");
    let script = |job: &str| {
        let lines = pipeline[job]["script"].as_sequence().unwrap();
        lines
            .iter()
            .map(|line| format!("{}\n", line.as_str().unwrap()))
            .collect::<Vec<_>>()
            .concat()
    };
    assert_eq!(run_script(&site, &script("check"), &FROM).code, 0);
    let_a_page_end(&site);
    let ran = run_script(&site, &script("pages"), &FROM);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(site.path("public/due/index.html").exists());
    assert!(!site.path("public/ended/index.html").exists());
    assert_eq!(fs::read_to_string(site.path("build.env")).unwrap(), "CODE=1\n");
    assert_eq!(run_script(&site, &script("days"), &[("CODE", "1")]).code, 1);
    fs::remove_dir_all(site.path("public")).unwrap();
    site.page("broken.md", "Broken", "[[nobody]]\n");
    assert_ne!(run_script(&site, &script("pages"), &FROM).code, 0);
}

/// Puts files into a document, each between its marks.
fn with_files(document: &str, files: &[(&str, String)]) -> String {
    let mut text = document.to_owned();
    for (name, content) in files {
        let (start, end) =
            (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
        let (before, rest) =
            text.split_once(&start).unwrap_or_else(|| panic!("no {start}"));
        let (_, after) = rest.split_once(&end).unwrap();
        text = format!("{before}{start}```yaml\n{content}```\n{end}{after}");
    }
    text
}

#[test]
fn the_readme_shows_the_very_files() {
    let file = |ci: &str, path: &str| {
        let (site, _) = init(&["--ci", ci]);
        fs::read_to_string(site.path(path)).unwrap()
    };
    let files = [
        (GITHUB, file("github", GITHUB)),
        (".gitlab-ci.yml", file("gitlab", ".gitlab-ci.yml")),
    ];
    let path = repository().join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let expected = with_files(&text, &files);
    if overwrites_snapshots() {
        fs::write(path, expected).unwrap();
    } else {
        assert!(text == expected, "write it anew with SNAPSHOTS=overwrite");
    }
}

#[test]
fn the_address_of_the_repository_is_one_line() {
    let address = env!("CARGO_PKG_REPOSITORY");
    let mut lines = Vec::new();
    for folder in ["src", "docs", "tests", "themes", ".github"] {
        for (path, bytes) in files_below(&repository().join(folder)) {
            if path != "suite/ci.rs"
                && !path.contains("node_modules/")
                && String::from_utf8_lossy(&bytes).contains(address)
            {
                lines.push(format!("{folder}/{path}"));
            }
        }
    }
    assert!(lines.is_empty(), "only Cargo.toml says it: {lines:?}");
}

#[test]
fn nobody_is_asked_without_a_terminal() {
    let (site, ran) = init(&[]);
    assert!(!ran.stderr.contains('?'), "{ran}");
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert!(said.contains("engraft serve --open"), "{ran}");
    assert!(!site.path(".github").exists() && !site.path(".gitlab-ci.yml").exists());
    site.build();
    assert!(site.published("index.html").contains("My hospital transplant service"));
}

#[test]
fn a_terminal_is_asked_until_the_answer_can_be_used() {
    let site = TestSite::empty();
    // `script` gives the program a terminal, and types what it is given.
    let program = engraft().get_program().to_owned();
    let command = format!("'{}' init new", PathBuf::from(program).display());
    let mut asked = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(site.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let answers =
        "Wing \"A\" Hospital\nwww.example.org\nhttps://www.example.org/p/\ncy, en\n";
    asked.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let ran = Ran::new(asked.wait_with_output().unwrap());
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stdout.contains("write `https://www.example.org`"), "{ran}");
    let settings = yaml(&site, "new/site-content/site.yaml");
    assert_eq!(settings["brand"]["organisation"], "Wing \"A\" Hospital");
    assert_eq!(settings["base_url"], "https://www.example.org/p/");
    assert_eq!(serde_json::to_string(&settings["languages"]).unwrap(), r#"["cy","en"]"#);
    let built = engraft().arg("-C").arg(site.path("new")).arg("build").output().unwrap();
    let built = Ran::new(built);
    assert_eq!(built.code, 0, "and it is a site: {built}");
}

#[test]
fn a_new_site_is_called_as_was_said() {
    let (site, _) = init(&[
        "--organisation",
        "St \"Mary\"'s: #1",
        "--base-url",
        "https://www.example.org/patients/",
        "--languages",
        "en-GB, cy",
    ]);
    let ran = site.build();
    assert!(!ran.stdout.contains("missing-base-url"), "{ran}");
    let home = site.published("index.html");
    assert!(home.contains("St &quot;Mary&quot;&#39;s: #1 transplant service"), "{home}");
    assert!(home.contains("https://www.example.org/patients/"), "{home}");
    // A telephone number stands in one file.
    let sources = files_below(&site.path("site-content"));
    let holds =
        |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("020 7946 0123");
    let numbers = sources.iter().filter(|(_, bytes)| holds(bytes));
    let numbers: Vec<&str> = numbers.map(|(path, _)| path.as_str()).collect();
    assert_eq!(numbers, ["data/contacts.yaml"]);
    for arguments in [["--languages", "English"], ["--base-url", "example.org"]] {
        let site = TestSite::empty();
        let ran = site.run(&[&["init"][..], &arguments].concat());
        assert_eq!(ran.code, 2, "{ran}");
        assert!(!site.path("site-content").exists());
    }
}

/// What a double click starts, as far as a shell starts it.
#[cfg(unix)]
#[test]
fn a_double_click_shows_the_site_of_its_folder() {
    use std::os::unix::fs::PermissionsExt;
    let (site, _) = init(&["my site"]);
    let folder = site.path("my site");
    let tools = site.path("tools");
    fs::create_dir_all(&tools).unwrap();
    fs::write(tools.join("engraft"), "#!/bin/sh\necho \"$PWD $*\"\n").unwrap();
    fs::set_permissions(tools.join("engraft"), fs::Permissions::from_mode(0o755))
        .unwrap();
    let path = format!("{}:/usr/bin:/bin", tools.display());
    let expected = format!("{} desk\n", folder.canonicalize().unwrap().display());
    let start = |program: &Path, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).env("PATH", &path).current_dir("/");
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let command = folder.join("Show the site.command");
    assert_eq!(start(&command, &[]), expected);

    let desktop = folder.join("Show the site.desktop");
    assert_eq!(desktop.metadata().unwrap().permissions().mode() & 0o111, 0o111);
    let text = fs::read_to_string(&desktop).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("Exec=")).unwrap();
    // The two readings of the Desktop Entry Specification: of strings, then of arguments.
    let line = line.replace("\\\\", "\\");
    let (before, rest) = line.split_once('"').unwrap();
    let (script, after) = rest.rsplit_once('"').unwrap();
    let script = script.replace("\\\"", "\"").replace("\\$", "$");
    assert_eq!((before, after), ("sh -c ", " sh %k"));
    let place = desktop.to_str().unwrap();
    assert_eq!(start(Path::new("/bin/sh"), &["-c", &script, "sh", place]), expected);

    let windows = fs::read_to_string(folder.join("Show the site.bat")).unwrap();
    assert!(windows.contains("cd /d \"%~dp0\"\r\n"), "{windows}");
    assert!(!windows.replace("\r\n", "").contains('\n'));
}
