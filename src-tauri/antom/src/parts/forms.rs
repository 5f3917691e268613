use crate::Stamp;
use crate::fields::{checks, fields};

fields! {
    /// `OrderCodeForm`: a code that the buyer scans. It being there says that it was made, never that it was
    /// paid.
    #[derive(Debug)]
    pub struct OrderCodeForm {
        /// The method.
        pub payment_method_type: Option<String> = "paymentMethodType",
        /// Until when it can be scanned.
        pub expire_time: Option<Stamp> = "expireTime",
        /// The code in one or several forms.
        pub code_details: Vec<CodeDetail> = "codeDetails" [4],
        /// Anything else.
        pub extend_info: Option<String> = "extendInfo" [2048],
    }

    /// One form of a code.
    #[derive(Debug)]
    pub struct CodeDetail {
        /// `BARCODE` or `QRCODE`.
        pub code_value_type: Option<String> = "codeValueType",
        /// The text to draw, or a picture: its address or itself.
        pub code_value: Option<String> = "codeValue" [2048],
        /// `TEXT` to be drawn; `SMALLIMAGE`, `MIDDLEIMAGE`, `BIGIMAGE` and `IMAGE` are pictures.
        pub display_type: Option<String> = "displayType",
    }

    /// `RedirectActionForm`: where the buyer is sent.
    #[derive(Debug)]
    pub struct RedirectActionForm {
        /// `GET`: the address is whole. `POST`: the parameters are sent to it.
        pub method: Option<String> = "method",
        /// For `POST`.
        pub parameters: Option<String> = "parameters" [2048],
        /// The address.
        pub redirect_url: Option<String> = "redirectUrl" [2048],
        /// Kind of form.
        pub action_form_type: Option<String> = "actionFormType" [32],
    }

    /// `ChallengeActionForm`: what the buyer must confirm.
    #[derive(Debug)]
    pub struct ChallengeActionForm {
        /// `SMS_OTP`, `PLAINTEXT_CARD_NO` or `CARD_EXPIRE_DATE`.
        pub challenge_type: Option<String> = "challengeType",
        /// What to show.
        pub challenge_render_value: Option<String> = "challengeRenderValue",
        /// Who asks: `AMS` or `CHANNEL`.
        pub trigger_source: Option<String> = "triggerSource",
        /// Anything else.
        pub extend_info: Option<String> = "extendInfo",
    }
}

checks!(OrderCodeForm, CodeDetail, RedirectActionForm, ChallengeActionForm);
