use crate::Fault;
use crate::Stamp;
use crate::fault::Checking;
use crate::fields::{checks, fields};

fields! {
    /// `Env`: what the buyer, or in store the till, uses.
    #[derive(Debug)]
    pub struct Env {
        /// `WEB`, `WAP`, `APP` or `MINI_APP`; online payments need it.
        pub terminal_type: Option<String> = "terminalType",
        /// `IOS` or `ANDROID`; needed for `APP` and `WAP`.
        pub os_type: Option<String> = "osType",
        /// The browser's own name; entry codes need it to tell the wallet.
        pub user_agent: Option<String> = "userAgent",
        /// The buyer's network address; cards need it.
        pub client_ip: Option<String> = "clientIp",
        /// The gateway's mark of the device.
        pub device_token_id: Option<String> = "deviceTokenId" [64],
        /// The browser.
        pub browser_info: Option<BrowserInfo> = "browserInfo",
        /// Bits per pixel.
        pub color_depth: Option<String> = "colorDepth",
        /// Pixels.
        pub screen_height: Option<String> = "screenHeight",
        /// Pixels.
        pub screen_width: Option<String> = "screenWidth",
        /// Minutes from UTC, -720 to 720.
        pub time_zone_offset: Option<String> = "timeZoneOffset",
        /// Maker of the device.
        pub device_brand: Option<String> = "deviceBrand" [64],
        /// Model of the device.
        pub device_model: Option<String> = "deviceModel" [128],
        /// Language of the device.
        pub device_language: Option<String> = "deviceLanguage",
        /// The device's own mark.
        pub device_id: Option<String> = "deviceId",
        /// Version of its system.
        pub os_version: Option<String> = "osVersion",
        /// The shop's mark of the browser.
        pub cookie_id: Option<String> = "cookieId",
        /// The till.
        pub store_terminal_id: Option<String> = "storeTerminalId",
        /// The time on the till.
        pub store_terminal_request_time: Option<Stamp> = "storeTerminalRequestTime",
        /// Anything else agreed with the gateway.
        pub extend_info: Option<String> = "extendInfo" [2048],
    }
    also offset_is_one;

    /// `BrowserInfo`.
    #[derive(Debug)]
    pub struct BrowserInfo {
        /// Its `Accept` header.
        pub accept_header: Option<String> = "acceptHeader",
        /// It runs Java.
        pub java_enabled: Option<bool> = "javaEnabled",
        /// It runs JavaScript.
        pub java_script_enabled: Option<bool> = "javaScriptEnabled",
        /// Its language.
        pub language: Option<String> = "language",
        /// Its own name.
        pub user_agent: Option<String> = "userAgent",
    }
}

fn offset_is_one(env: &Env, checking: Checking) -> Checking {
    let offset = env.time_zone_offset.as_deref();
    let fits = offset.is_none_or(|text| text.parse().is_ok_and(|n: i32| (-720..=720).contains(&n)));
    checking.rule("timeZoneOffset", fits, Fault::Malformed("minutes from -720 to 720"))
}

checks!(Env, BrowserInfo);
