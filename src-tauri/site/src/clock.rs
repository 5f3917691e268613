use chrono::Utc;
use domain::Moment;
use engine::port::{Clock, Ids};
use uuid::Uuid;

/// This computer's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        Moment(Utc::now().timestamp_millis())
    }
}

/// UUID version 7 as 32 hexadecimal digits: ordered by time, unique without asking anybody.
#[derive(Debug, Clone, Copy)]
pub struct UuidIds;

impl Ids for UuidIds {
    fn next(&self) -> String {
        Uuid::now_v7().simple().to_string()
    }
}
