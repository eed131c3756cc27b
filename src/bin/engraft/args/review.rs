//! The arguments of `engraft review`.

use clap::builder::PossibleValuesParser;
use clap::{Subcommand, ValueEnum};

use engraft::base::Date;
use engraft::config::ROLES;

use super::{ContentArgs, ListFormat};

/// What is asked of reviews.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    /// Records that somebody read and approved a page, or something that pages share
    Sign(SignArgs),
    /// Lists the pages and terms whose review is due, the longest overdue first
    Due {
        #[command(flatten)]
        content: ContentArgs,
        /// Takes in what falls due within this time, such as 90d, 12w, 6m or 1y
        #[arg(long, value_name = "TIME", default_value = "90d", value_parser = Within::parse)]
        within: Within,
        /// Takes in only what this person or team of data/people.yaml answers for
        #[arg(long, value_name = "ID")]
        owner: Option<String>,
        /// How the list is written
        #[arg(long, value_name = "FORMAT", default_value = "table")]
        format: DueFormat,
    },
    /// Counts by owner what is overdue, falls due, and was never reviewed
    Status {
        #[command(flatten)]
        content: ContentArgs,
        /// How the list is written
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: ListFormat,
    },
}

/// What is signed, and by whom.
#[derive(Debug, clap::Args)]
pub(crate) struct SignArgs {
    /// A page, term or snippet by its file below site-content, or contact:ID, sign:ID, value:ID
    #[arg(value_name = "PAGE|TERM|SNIPPET|contact:ID|sign:ID|value:ID")]
    pub(crate) thing: String,
    /// Who read it: an id in data/people.yaml
    #[arg(long, value_name = "ID")]
    pub(crate) reviewer: String,
    /// In which role, such as clinical; the only one that the person has if not given
    #[arg(long, value_name = "ROLE", value_parser = PossibleValuesParser::new(ROLES))]
    pub(crate) role: Option<String>,
    /// When; today if not given
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    pub(crate) date: Option<Date>,
}

/// How a list of what is due is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DueFormat {
    /// For people
    Table,
    /// For spreadsheets, with the names of the columns first
    Csv,
    /// For programs, one object per line
    Json,
    /// For calendars, such as that of Outlook (iCalendar)
    Ics,
}

/// A time from today on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    Days(u32),
    Months(u32),
}

impl Within {
    pub(crate) fn parse(text: &str) -> Result<Within, String> {
        let wrong =
            || "write a number and a letter, such as 90d, 12w, 6m or 1y".to_owned();
        let unit = text.chars().next_back().filter(char::is_ascii_alphabetic);
        let unit = unit.ok_or_else(wrong)?;
        let number: u32 = text[..text.len() - 1].parse().map_err(|_| wrong())?;
        match unit.to_ascii_lowercase() {
            'd' => Ok(Within::Days(number)),
            'w' => Ok(Within::Days(number.saturating_mul(7))),
            'm' => Ok(Within::Months(number)),
            'y' => Ok(Within::Months(number.saturating_mul(12))),
            _ => Err(wrong()),
        }
    }

    /// The last day of it.
    pub(crate) fn from(self, today: Date) -> Date {
        match self {
            Within::Days(days) => today.plus_days(days),
            Within::Months(months) => today.plus_months(months),
        }
    }
}
