using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Invoices;
using Nusaloka.Operations;
using Nusaloka.Payments;
using Nusaloka.Reports;
using Nusaloka.Runtime.Conformance.Silo.Observation;
using Nusaloka.Runtime.Conformance.Silo.Storage;
using Nusaloka.Runtime.Conformance.Silo.Streams;
using Nusaloka.Sandbox;
using Nusaloka.Statements;
using Nusaloka.Wallets;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <summary>Says again what it is told: a method for every type that travels. A test says which is missing.</summary>
public partial interface IParrotGrain : ILocatedGrain
{
    /// <summary>What it understood, in words.</summary>
    Task<string> DescribeAsync(Transaction message);

    Task<AccessToken> SayAsync(AccessToken message);

    Task<Account> SayAsync(Account message);

    Task<AccountIds> SayAsync(AccountIds message);

    Task<AddPasskey> SayAsync(AddPasskey message);

    Task<Authorize> SayAsync(Authorize message);

    Task<CallDurations> SayAsync(CallDurations message);

    Task<CallFigures> SayAsync(CallFigures message);

    Task<CaptureHold> SayAsync(CaptureHold message);

    Task<Ceremony> SayAsync(Ceremony message);

    Task<CeremonyPurpose> SayAsync(CeremonyPurpose message);

    Task<ClusterFigures> SayAsync(ClusterFigures message);

    Task<Credit> SayAsync(Credit message);

    Task<Currency> SayAsync(Currency message);

    Task<DeadLetter> SayAsync(DeadLetter message);

    Task<Debit> SayAsync(Debit message);

    Task<Error> SayAsync(Error message);

    Task<ErrorKind> SayAsync(ErrorKind message);

    Task<FieldError> SayAsync(FieldError message);

    Task<Hold> SayAsync(Hold message);

    Task<HoldStatus> SayAsync(HoldStatus message);

    Task<KindFigures> SayAsync(KindFigures message);

    Task<KindReport> SayAsync(KindReport message);

    Task<LedgerState> SayAsync(LedgerState message);

    Task<MemberReport> SayAsync(MemberReport message);

    Task<MethodFigures> SayAsync(MethodFigures message);

    Task<MethodOrder> SayAsync(MethodOrder message);

    Task<MethodReport> SayAsync(MethodReport message);

    Task<Money> SayAsync(Money message);

    Task<Movement> SayAsync(Movement message);

    Task<NameState> SayAsync(NameState message);

    Task<Operation> SayAsync(Operation message);

    Task<Order> SayAsync(Order message);

    Task<PageRequest> SayAsync(PageRequest message);

    Task<Passkey> SayAsync(Passkey message);

    Task<PasskeyCandidates> SayAsync(PasskeyCandidates message);

    Task<PasskeyDescriptor> SayAsync(PasskeyDescriptor message);

    Task<Pay> SayAsync(Pay message);

    Task<Payee> SayAsync(Payee message);

    Task<ProcessFigures> SayAsync(ProcessFigures message);

    Task<ProcessReport> SayAsync(ProcessReport message);

    Task<ProcessState> SayAsync(ProcessState message);

    Task<PublicKey> SayAsync(PublicKey message);

    Task<PublicKeys> SayAsync(PublicKeys message);

    Task<RegisterAccount> SayAsync(RegisterAccount message);

    Task<RegistrationSource> SayAsync(RegistrationSource message);

    Task<ReminderFigures> SayAsync(ReminderFigures message);

    Task<Result> SayAsync(Result message);

    Task<Role> SayAsync(Role message);

    Task<SignIn> SayAsync(SignIn message);

    Task<SignInService> SayAsync(SignInService message);

    Task<Statement> SayAsync(Statement message);

    Task<StatementEntry> SayAsync(StatementEntry message);

    Task<StatementQuery> SayAsync(StatementQuery message);

    Task<SystemAccount> SayAsync(SystemAccount message);

    Task<TopUp> SayAsync(TopUp message);

    Task<Transaction> SayAsync(Transaction message);

    Task<TransactionKind> SayAsync(TransactionKind message);

    Task<TransactionStatus> SayAsync(TransactionStatus message);

    Task<TransactionSummary> SayAsync(TransactionSummary message);

    Task<Transfer> SayAsync(Transfer message);

    Task<UpdateProfile> SayAsync(UpdateProfile message);

    Task<UsePasskey> SayAsync(UsePasskey message);

    Task<VoidHold> SayAsync(VoidHold message);

    Task<WalletBalance> SayAsync(WalletBalance message);

    Task<WalletBalances> SayAsync(WalletBalances message);

    Task<WalletHolds> SayAsync(WalletHolds message);

    Task<WrappedSigningKey> SayAsync(WrappedSigningKey message);

    Task<Page<Account>> SayAsync(Page<Account> message);

    Task<Page<DeadLetter>> SayAsync(Page<DeadLetter> message);

    Task<Page<Transaction>> SayAsync(Page<Transaction> message);

    Task<Result<Ceremony>> SayAsync(Result<Ceremony> message);

    Task<Result<Passkey>> SayAsync(Result<Passkey> message);

    Task<Result<PasskeyCandidates>> SayAsync(Result<PasskeyCandidates> message);

    Task<Result<AccessToken>> SayAsync(Result<AccessToken> message);

    Task<Result<Account>> SayAsync(Result<Account> message);

    Task<Result<Hold>> SayAsync(Result<Hold> message);

    Task<Result<Movement>> SayAsync(Result<Movement> message);

    Task<Result<Page<Account>>> SayAsync(Result<Page<Account>> message);

    Task<Result<Page<DeadLetter>>> SayAsync(Result<Page<DeadLetter>> message);

    Task<Result<Page<Transaction>>> SayAsync(Result<Page<Transaction>> message);

    Task<Result<Statement>> SayAsync(Result<Statement> message);

    Task<Result<Transaction>> SayAsync(Result<Transaction> message);

    Task<Result<TransactionSummary>> SayAsync(Result<TransactionSummary> message);

    Task<Result<WalletBalance>> SayAsync(Result<WalletBalance> message);

    Task<Result<WalletHolds>> SayAsync(Result<WalletHolds> message);

    Task<DraftInvoice> SayAsync(DraftInvoice message);

    Task<DraftLine> SayAsync(DraftLine message);

    Task<Invoice> SayAsync(Invoice message);

    Task<InvoiceLine> SayAsync(InvoiceLine message);

    Task<InvoiceQuery> SayAsync(InvoiceQuery message);

    Task<InvoiceStatus> SayAsync(InvoiceStatus message);

    Task<IssueInvoice> SayAsync(IssueInvoice message);

    Task<Page<Invoice>> SayAsync(Page<Invoice> message);

    Task<Page<Payment>> SayAsync(Page<Payment> message);

    Task<Page<QuarantineEntry>> SayAsync(Page<QuarantineEntry> message);

    Task<Page<WebhookSummary>> SayAsync(Page<WebhookSummary> message);

    Task<Page<Difference>> SayAsync(Page<Difference> message);

    Task<Page<Reconciliation>> SayAsync(Page<Reconciliation> message);

    Task<Page<Withdrawal>> SayAsync(Page<Withdrawal> message);

    Task<BankAccount> SayAsync(BankAccount message);

    Task<CaptureMode> SayAsync(CaptureMode message);

    Task<CapturePayment> SayAsync(CapturePayment message);

    Task<ConfirmPayment> SayAsync(ConfirmPayment message);

    Task<CreatePayment> SayAsync(CreatePayment message);

    Task<Difference> SayAsync(Difference message);

    Task<DifferenceKind> SayAsync(DifferenceKind message);

    Task<Dispute> SayAsync(Dispute message);

    Task<DisputeStatus> SayAsync(DisputeStatus message);

    Task<NextAction> SayAsync(NextAction message);

    Task<NextActionKind> SayAsync(NextActionKind message);

    Task<Payment> SayAsync(Payment message);

    Task<PaymentMethod> SayAsync(PaymentMethod message);

    Task<PaymentPurpose> SayAsync(PaymentPurpose message);

    Task<PaymentResult> SayAsync(PaymentResult message);

    Task<PaymentSource> SayAsync(PaymentSource message);

    Task<PaymentStatus> SayAsync(PaymentStatus message);

    Task<QuarantineEntry> SayAsync(QuarantineEntry message);

    Task<QuarantineResolution> SayAsync(QuarantineResolution message);

    Task<QuarantineStatus> SayAsync(QuarantineStatus message);

    Task<Reconciliation> SayAsync(Reconciliation message);

    Task<Refund> SayAsync(Refund message);

    Task<RefundOrigin> SayAsync(RefundOrigin message);

    Task<RefundPayment> SayAsync(RefundPayment message);

    Task<RefundResult> SayAsync(RefundResult message);

    Task<RefundStatus> SayAsync(RefundStatus message);

    Task<RequestWithdrawal> SayAsync(RequestWithdrawal message);

    Task<ResolveQuarantine> SayAsync(ResolveQuarantine message);

    Task<WebhookDelivery> SayAsync(WebhookDelivery message);

    Task<WebhookSummary> SayAsync(WebhookSummary message);

    Task<Withdrawal> SayAsync(Withdrawal message);

    Task<WithdrawalResult> SayAsync(WithdrawalResult message);

    Task<WithdrawalStatus> SayAsync(WithdrawalStatus message);

    Task<NumberedPage> SayAsync(NumberedPage message);

    Task<ReportPage> SayAsync(ReportPage message);

    Task<SyncPart> SayAsync(SyncPart message);

    Task<SyncStep> SayAsync(SyncStep message);

    Task<TransactionReport> SayAsync(TransactionReport message);

    Task<Result<Invoice>> SayAsync(Result<Invoice> message);

    Task<Result<Page<Invoice>>> SayAsync(Result<Page<Invoice>> message);

    Task<Result<Page<Payment>>> SayAsync(Result<Page<Payment>> message);

    Task<Result<Page<QuarantineEntry>>> SayAsync(Result<Page<QuarantineEntry>> message);

    Task<Result<Page<WebhookSummary>>> SayAsync(Result<Page<WebhookSummary>> message);

    Task<Result<Page<Difference>>> SayAsync(Result<Page<Difference>> message);

    Task<Result<Page<Reconciliation>>> SayAsync(Result<Page<Reconciliation>> message);

    Task<Result<Page<Withdrawal>>> SayAsync(Result<Page<Withdrawal>> message);

    Task<Result<Payment>> SayAsync(Result<Payment> message);

    Task<Result<PaymentResult>> SayAsync(Result<PaymentResult> message);

    Task<Result<QuarantineEntry>> SayAsync(Result<QuarantineEntry> message);

    Task<Result<RefundResult>> SayAsync(Result<RefundResult> message);

    Task<Result<Withdrawal>> SayAsync(Result<Withdrawal> message);

    Task<Result<WithdrawalResult>> SayAsync(Result<WithdrawalResult> message);

    Task<Result<ReportPage>> SayAsync(Result<ReportPage> message);

    Task<Result<TransactionReport>> SayAsync(Result<TransactionReport> message);

    Task<Result<WalletAllowance>> SayAsync(Result<WalletAllowance> message);

    Task<ReverseTransfer> SayAsync(ReverseTransfer message);

    Task<WalletAllowance> SayAsync(WalletAllowance message);

    Task<WalletTier> SayAsync(WalletTier message);

    Task<ListSandboxRecords> SayAsync(ListSandboxRecords message);

    Task<SandboxRecord> SayAsync(SandboxRecord message);

    Task<SandboxRecords> SayAsync(SandboxRecords message);

    Task<ListSandboxDisputes> SayAsync(ListSandboxDisputes message);

    Task<SandboxDisputeRecord> SayAsync(SandboxDisputeRecord message);

    Task<SandboxDisputes> SayAsync(SandboxDisputes message);

    Task<OverfullWallet> SayAsync(OverfullWallet message);

    Task<Page<OverfullWallet>> SayAsync(Page<OverfullWallet> message);

    Task<Result<Page<OverfullWallet>>> SayAsync(Result<Page<OverfullWallet>> message);

    Task<PaymentQuery> SayAsync(PaymentQuery message);

    Task<SystemBalance> SayAsync(SystemBalance message);

    Task<CreditInvoice> SayAsync(CreditInvoice message);

    Task<CreditNote> SayAsync(CreditNote message);

    Task<CreditNotes> SayAsync(CreditNotes message);

    Task<CreditNoteStatus> SayAsync(CreditNoteStatus message);

    Task<DraftedInvoice> SayAsync(DraftedInvoice message);

    Task<Result<CreditNote>> SayAsync(Result<CreditNote> message);

    Task<Result<CreditNotes>> SayAsync(Result<CreditNotes> message);

    Task<Result<DraftedInvoice>> SayAsync(Result<DraftedInvoice> message);

    Task<CreateSandboxPayment> SayAsync(CreateSandboxPayment message);

    Task<CreateSandboxPayout> SayAsync(CreateSandboxPayout message);

    Task<RefundSandboxPayment> SayAsync(RefundSandboxPayment message);

    Task<Result<SandboxPayment>> SayAsync(Result<SandboxPayment> message);

    Task<Result<SandboxPaymentCreated>> SayAsync(Result<SandboxPaymentCreated> message);

    Task<Result<SandboxPayout>> SayAsync(Result<SandboxPayout> message);

    Task<Result<SandboxPayoutCreated>> SayAsync(Result<SandboxPayoutCreated> message);

    Task<Result<SandboxRefund>> SayAsync(Result<SandboxRefund> message);

    Task<SandboxAction> SayAsync(SandboxAction message);

    Task<SandboxAnswer> SayAsync(SandboxAnswer message);

    Task<SandboxDispute> SayAsync(SandboxDispute message);

    Task<SandboxPayment> SayAsync(SandboxPayment message);

    Task<SandboxPaymentCreated> SayAsync(SandboxPaymentCreated message);

    Task<SandboxPayout> SayAsync(SandboxPayout message);

    Task<SandboxPayoutCreated> SayAsync(SandboxPayoutCreated message);

    Task<SandboxPayoutStatus> SayAsync(SandboxPayoutStatus message);

    Task<SandboxRefund> SayAsync(SandboxRefund message);

    Task<SandboxStatus> SayAsync(SandboxStatus message);

    Task<SandboxStep> SayAsync(SandboxStep message);

    Task<AccountStanding> SayAsync(AccountStanding message);

    Task<Session> SayAsync(Session message);

    Task<SessionEndReason> SayAsync(SessionEndReason message);

    Task<SessionList> SayAsync(SessionList message);

    Task<KnownPlace> SayAsync(KnownPlace message);

    Task<SessionTokens> SayAsync(SessionTokens message);

    Task<StartSession> SayAsync(StartSession message);

    Task<Result<AccountStanding>> SayAsync(Result<AccountStanding> message);

    Task<Result<SessionTokens>> SayAsync(Result<SessionTokens> message);

    Task<AccessChange> SayAsync(AccessChange message);

    Task<BanAccount> SayAsync(BanAccount message);

    Task<ChangePassword> SayAsync(ChangePassword message);

    Task<Revocation> SayAsync(Revocation message);

    Task<RevocationMark> SayAsync(RevocationMark message);

    Task<RevocationNews> SayAsync(RevocationNews message);

    Task<SecurityEvent> SayAsync(SecurityEvent message);

    Task<SetRole> SayAsync(SetRole message);

    Task<Page<SecurityEvent>> SayAsync(Page<SecurityEvent> message);

    Task<Result<Page<SecurityEvent>>> SayAsync(Result<Page<SecurityEvent>> message);
}
