//! The one list of what a window or a terminal may ask for. The window's commands, the bridge's routes,
//! the capability file and the TypeScript are all made from, or compared with, this list.

/// Calls `$then!` with every command: `name(Form) -> View, "what it does";`
#[macro_export]
macro_rules! for_each_command {
    ($then:ident) => {
        $then! {
            /// What the frame of the window shows.
            frame(Nothing) -> FrameView;
            /// An id for an account about to be set up.
            account_draft(Nothing) -> AccountDraftView;
            /// Makes a key pair on this computer and shows the public half.
            account_generate_key(GenerateKeyForm) -> PublicKeyView;
            /// Takes over a private key and shows its public half.
            account_import_key(ImportKeyForm) -> PublicKeyView;
            /// Sets up an account, or changes one.
            account_save(AccountForm) -> AccountView;
            /// Works with another account from now on.
            account_select(AccountPick) -> FrameView;
            /// Proves signature, clock, host and client id one by one.
            account_check(AccountPick) -> CheckView;
            /// Opens the practice account, with its gateway and history, and makes it the current one.
            practice_open(Nothing) -> FrameView;
            /// Chooses the passphrase vault, or unlocks it.
            vault_unlock(VaultForm) -> FrameView;
            /// What needs a person today.
            desk_today(Nothing) -> DeskView;
            /// A page of payments.
            payment_list(ListForm) -> PaymentPageView;
            /// Counts and sums of a filter.
            payment_count(ListForm) -> CountView;
            /// One payment in full.
            payment_show(IdForm) -> PaymentView;
            /// Asks the gateway about a payment now.
            payment_inquire(IdForm) -> PaymentView;
            /// What a payment can be taken with.
            payment_methods(Nothing) -> Vec<MethodView>;
            /// Takes a payment.
            payment_take(TakeForm) -> ActionView;
            /// Opens a sheet: mints the id every press will carry.
            draft_open(DraftForm) -> DraftView;
            /// Reads back what was typed.
            amount_read_back(ReadBackForm) -> ReadBackView;
            /// Captures an authorisation.
            capture_create(CaptureForm) -> ActionView;
            /// Gives money back.
            refund_create(RefundForm) -> ActionView;
            /// Cancels a payment or releases its hold.
            cancel_create(CancelForm) -> ActionView;
            /// Declares a payment to customs, or corrects a declaration.
            declaration_file(DeclarationForm) -> ActionView;
            /// Declarations, newest payment first.
            declaration_list(ListForm) -> DeclarationPageView;
            /// Asks what customs said; any id of the payment or of the declaration.
            declaration_inquire(IdForm) -> PaymentView;
            /// The customs office directory.
            customs_offices(Nothing) -> Vec<OfficeView>;
            /// The outbox.
            outbox_list(Nothing) -> OutboxView;
            /// Where one order stands.
            outbox_show(OrderForm) -> ActionView;
            /// Asks about open orders now.
            outbox_ask(AskForm) -> OutboxView;
            /// Every attempt of an order down to its bytes.
            attempt_list(OrderForm) -> Vec<AttemptView>;
            /// Checks the chain and the views.
            ledger_verify(Nothing) -> LedgerReportView;
        }
    };
}
