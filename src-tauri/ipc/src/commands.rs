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
            /// What can be made to happen at the practice gateway.
            practice_facts(PracticeForm) -> Vec<PracticeFactView>;
            /// Plays what somebody else does at the practice gateway.
            practice_play(PracticePlayForm) -> Vec<PracticeFactView>;
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
            /// What a buyer can pay an amount with.
            payment_consult(ConsultForm) -> Vec<OptionView>;
            /// Payments under an order number that is about to be used.
            payment_same_order(OrderNumberForm) -> Vec<SameOrderView>;
            /// Opens a checkout for the buyer.
            session_create(SessionForm) -> ActionView;
            /// What the gateway has of a checkout.
            session_retrieve(IdForm) -> SessionView;
            /// Raises the amount of an authorisation.
            amount_update(UpdateAmountForm) -> ActionView;
            /// Exchange rates.
            rates_ask(RatesForm) -> Vec<RateView>;
            /// A payment at the counter.
            counter_pay(CounterForm) -> ActionView;
            /// Payments at the counter without an end.
            counter_open(Nothing) -> Vec<OpenSaleView>;
            /// What a scanned code seems to be.
            counter_code(CodeForm) -> CodeView;
            /// Draws a text as a QR code.
            code_draw(CodeForm) -> DrawnCodeView;
            /// Who the shop is at the counter.
            counter_setup(CounterSetupForm) -> FrameView;
            /// Disputes.
            dispute_list(DossierListForm) -> DossierPageView;
            /// One dispute.
            dispute_show(IdForm) -> DisputeView;
            /// Accepts a dispute: its money is given up.
            dispute_accept(AcceptForm) -> ActionView;
            /// Answers a dispute with one document.
            dispute_defend(DefendForm) -> ActionView;
            /// Gives evidence to a dispute, tag by tag.
            dispute_evidence(EvidenceForm) -> ActionView;
            /// Fetches a file of a dispute.
            dispute_file(EvidenceFileForm) -> EvidenceFileView;
            /// Agreements.
            agreement_list(DossierListForm) -> DossierPageView;
            /// One agreement.
            agreement_show(IdForm) -> AgreementView;
            /// Asks a buyer for a standing consent.
            agreement_begin(AgreementForm) -> AgreementView;
            /// Asks the gateway how a consent stands, and goes on with it.
            agreement_give_up(IdForm) -> AgreementView;
            agreement_inquire(IdForm) -> AgreementView;
            /// Renews an agreement's token.
            agreement_renew(DossierActForm) -> ActionView;
            /// Ends a consent.
            agreement_revoke(DossierActForm) -> ActionView;
            /// Debits a buyer under a consent.
            agreement_debit(DebitForm) -> ActionView;
            /// Subscriptions.
            subscription_list(DossierListForm) -> DossierPageView;
            /// One subscription.
            subscription_show(IdForm) -> SubscriptionView;
            /// Begins a subscription.
            subscription_create(SubscriptionForm) -> ActionView;
            /// Changes a subscription.
            subscription_change(SubscriptionChangeForm) -> ActionView;
            /// Ends a subscription.
            subscription_end(SubscriptionEndForm) -> ActionView;
            /// Asks for the subscriptions of the last 30 days, also those made elsewhere.
            subscription_find(Nothing) -> DossierPageView;
            /// Asks the gateway how a subscription stands, with its periods.
            subscription_inquire(IdForm) -> SubscriptionView;
            /// Registrations.
            registration_list(DossierListForm) -> DossierPageView;
            /// One registration.
            registration_show(IdForm) -> RegistrationView;
            /// Registers a merchant or a store.
            registration_create(RegistrationForm) -> ActionView;
            /// Asks how a registration stands and what is on file.
            registration_inquire(IdForm) -> RegistrationView;
            /// Notifications.
            news_list(DossierListForm) -> DossierPageView;
            /// One notification.
            news_show(IdForm) -> NewsView;
            /// Asks the gateway for a notification again, by its event's id.
            news_ask(IdForm) -> NewsView;
            /// Reads the feed and the relay now.
            news_read(Nothing) -> RoadsView;
            /// How the roads of news stand.
            news_roads(Nothing) -> RoadsView;
            /// Takes in a notification given here.
            news_take(NewsGivenForm) -> NewsView;
            /// Payments that were learned of only by asking.
            news_missing(Nothing) -> Vec<PaymentRowView>;
            /// The relay this desk reads from.
            relay_setup(RelayForm) -> RoadsView;
            /// The keys of the account at work.
            key_list(Nothing) -> KeysView;
            /// Makes or takes over the next key.
            key_prepare(NextKeyForm) -> KeysView;
            /// Decides when a key signs.
            key_switch(SwitchKeyForm) -> KeysView;
            /// Takes over a new key of the gateway.
            key_gateway(GatewayKeyForm) -> KeysView;
            /// The table of all calls and notifications.
            call_list(Nothing) -> Vec<CallRowView>;
            /// Sends one call by hand, signed.
            call_send(CallForm) -> CallView;
            /// Says which part of a signature differs.
            signature_check(SignatureForm) -> SignatureView;
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
            ledger_accept(ReasonForm) -> LedgerReportView;
            ledger_back_up(BackUpForm) -> BackupView;
            ledger_verify(Nothing) -> LedgerReportView;
        }
    };
}
