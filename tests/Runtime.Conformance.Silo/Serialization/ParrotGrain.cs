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

public sealed partial class ParrotGrain : LocatedGrain, IParrotGrain
{
    public Task<string> DescribeAsync(Transaction message) => Task.FromResult($"{message}");

    public Task<AccessToken> SayAsync(AccessToken message) => Task.FromResult(message);

    public Task<Account> SayAsync(Account message) => Task.FromResult(message);

    public Task<AccountIds> SayAsync(AccountIds message) => Task.FromResult(message);

    public Task<AddPasskey> SayAsync(AddPasskey message) => Task.FromResult(message);

    public Task<Authorize> SayAsync(Authorize message) => Task.FromResult(message);

    public Task<CallDurations> SayAsync(CallDurations message) => Task.FromResult(message);

    public Task<CallFigures> SayAsync(CallFigures message) => Task.FromResult(message);

    public Task<CaptureHold> SayAsync(CaptureHold message) => Task.FromResult(message);

    public Task<Ceremony> SayAsync(Ceremony message) => Task.FromResult(message);

    public Task<CeremonyPurpose> SayAsync(CeremonyPurpose message) => Task.FromResult(message);

    public Task<ClusterFigures> SayAsync(ClusterFigures message) => Task.FromResult(message);

    public Task<Credit> SayAsync(Credit message) => Task.FromResult(message);

    public Task<Currency> SayAsync(Currency message) => Task.FromResult(message);

    public Task<DeadLetter> SayAsync(DeadLetter message) => Task.FromResult(message);

    public Task<Debit> SayAsync(Debit message) => Task.FromResult(message);

    public Task<Error> SayAsync(Error message) => Task.FromResult(message);

    public Task<ErrorKind> SayAsync(ErrorKind message) => Task.FromResult(message);

    public Task<FieldError> SayAsync(FieldError message) => Task.FromResult(message);

    public Task<Hold> SayAsync(Hold message) => Task.FromResult(message);

    public Task<HoldStatus> SayAsync(HoldStatus message) => Task.FromResult(message);

    public Task<KindFigures> SayAsync(KindFigures message) => Task.FromResult(message);

    public Task<KindReport> SayAsync(KindReport message) => Task.FromResult(message);

    public Task<LedgerState> SayAsync(LedgerState message) => Task.FromResult(message);

    public Task<MemberReport> SayAsync(MemberReport message) => Task.FromResult(message);

    public Task<MethodFigures> SayAsync(MethodFigures message) => Task.FromResult(message);

    public Task<MethodOrder> SayAsync(MethodOrder message) => Task.FromResult(message);

    public Task<MethodReport> SayAsync(MethodReport message) => Task.FromResult(message);

    public Task<Money> SayAsync(Money message) => Task.FromResult(message);

    public Task<Movement> SayAsync(Movement message) => Task.FromResult(message);

    public Task<NameState> SayAsync(NameState message) => Task.FromResult(message);

    public Task<Operation> SayAsync(Operation message) => Task.FromResult(message);

    public Task<Order> SayAsync(Order message) => Task.FromResult(message);

    public Task<PageRequest> SayAsync(PageRequest message) => Task.FromResult(message);

    public Task<Passkey> SayAsync(Passkey message) => Task.FromResult(message);

    public Task<PasskeyCandidates> SayAsync(PasskeyCandidates message) => Task.FromResult(message);

    public Task<PasskeyDescriptor> SayAsync(PasskeyDescriptor message) => Task.FromResult(message);

    public Task<Pay> SayAsync(Pay message) => Task.FromResult(message);

    public Task<Payee> SayAsync(Payee message) => Task.FromResult(message);

    public Task<ProcessFigures> SayAsync(ProcessFigures message) => Task.FromResult(message);

    public Task<ProcessReport> SayAsync(ProcessReport message) => Task.FromResult(message);

    public Task<ProcessState> SayAsync(ProcessState message) => Task.FromResult(message);

    public Task<PublicKey> SayAsync(PublicKey message) => Task.FromResult(message);

    public Task<PublicKeys> SayAsync(PublicKeys message) => Task.FromResult(message);

    public Task<RegisterAccount> SayAsync(RegisterAccount message) => Task.FromResult(message);

    public Task<RegistrationSource> SayAsync(RegistrationSource message) => Task.FromResult(message);

    public Task<ReminderFigures> SayAsync(ReminderFigures message) => Task.FromResult(message);

    public Task<Result> SayAsync(Result message) => Task.FromResult(message);

    public Task<Role> SayAsync(Role message) => Task.FromResult(message);

    public Task<SignIn> SayAsync(SignIn message) => Task.FromResult(message);

    public Task<SignInService> SayAsync(SignInService message) => Task.FromResult(message);

    public Task<Statement> SayAsync(Statement message) => Task.FromResult(message);

    public Task<StatementEntry> SayAsync(StatementEntry message) => Task.FromResult(message);

    public Task<StatementQuery> SayAsync(StatementQuery message) => Task.FromResult(message);

    public Task<SystemAccount> SayAsync(SystemAccount message) => Task.FromResult(message);

    public Task<TopUp> SayAsync(TopUp message) => Task.FromResult(message);

    public Task<Transaction> SayAsync(Transaction message) => Task.FromResult(message);

    public Task<TransactionKind> SayAsync(TransactionKind message) => Task.FromResult(message);

    public Task<TransactionStatus> SayAsync(TransactionStatus message) => Task.FromResult(message);

    public Task<TransactionSummary> SayAsync(TransactionSummary message) => Task.FromResult(message);

    public Task<Transfer> SayAsync(Transfer message) => Task.FromResult(message);

    public Task<UpdateProfile> SayAsync(UpdateProfile message) => Task.FromResult(message);

    public Task<UsePasskey> SayAsync(UsePasskey message) => Task.FromResult(message);

    public Task<VoidHold> SayAsync(VoidHold message) => Task.FromResult(message);

    public Task<WalletBalance> SayAsync(WalletBalance message) => Task.FromResult(message);

    public Task<WalletBalances> SayAsync(WalletBalances message) => Task.FromResult(message);

    public Task<WalletHolds> SayAsync(WalletHolds message) => Task.FromResult(message);

    public Task<WrappedSigningKey> SayAsync(WrappedSigningKey message) => Task.FromResult(message);

    public Task<Page<Account>> SayAsync(Page<Account> message) => Task.FromResult(message);

    public Task<Page<DeadLetter>> SayAsync(Page<DeadLetter> message) => Task.FromResult(message);

    public Task<Page<Transaction>> SayAsync(Page<Transaction> message) => Task.FromResult(message);

    public Task<Result<Ceremony>> SayAsync(Result<Ceremony> message) => Task.FromResult(message);

    public Task<Result<Passkey>> SayAsync(Result<Passkey> message) => Task.FromResult(message);

    public Task<Result<PasskeyCandidates>> SayAsync(Result<PasskeyCandidates> message) => Task.FromResult(message);

    public Task<Result<AccessToken>> SayAsync(Result<AccessToken> message) => Task.FromResult(message);

    public Task<Result<Account>> SayAsync(Result<Account> message) => Task.FromResult(message);

    public Task<Result<Hold>> SayAsync(Result<Hold> message) => Task.FromResult(message);

    public Task<Result<Movement>> SayAsync(Result<Movement> message) => Task.FromResult(message);

    public Task<Result<Page<Account>>> SayAsync(Result<Page<Account>> message) => Task.FromResult(message);

    public Task<Result<Page<DeadLetter>>> SayAsync(Result<Page<DeadLetter>> message) => Task.FromResult(message);

    public Task<Result<Page<Transaction>>> SayAsync(Result<Page<Transaction>> message) => Task.FromResult(message);

    public Task<Result<Statement>> SayAsync(Result<Statement> message) => Task.FromResult(message);

    public Task<Result<Transaction>> SayAsync(Result<Transaction> message) => Task.FromResult(message);

    public Task<Result<TransactionSummary>> SayAsync(Result<TransactionSummary> message) => Task.FromResult(message);

    public Task<Result<WalletBalance>> SayAsync(Result<WalletBalance> message) => Task.FromResult(message);

    public Task<Result<WalletHolds>> SayAsync(Result<WalletHolds> message) => Task.FromResult(message);

    public Task<DraftInvoice> SayAsync(DraftInvoice message) => Task.FromResult(message);

    public Task<DraftLine> SayAsync(DraftLine message) => Task.FromResult(message);

    public Task<Invoice> SayAsync(Invoice message) => Task.FromResult(message);

    public Task<InvoiceLine> SayAsync(InvoiceLine message) => Task.FromResult(message);

    public Task<InvoiceQuery> SayAsync(InvoiceQuery message) => Task.FromResult(message);

    public Task<InvoiceStatus> SayAsync(InvoiceStatus message) => Task.FromResult(message);

    public Task<IssueInvoice> SayAsync(IssueInvoice message) => Task.FromResult(message);

    public Task<Page<Invoice>> SayAsync(Page<Invoice> message) => Task.FromResult(message);

    public Task<Page<Payment>> SayAsync(Page<Payment> message) => Task.FromResult(message);

    public Task<Page<QuarantineEntry>> SayAsync(Page<QuarantineEntry> message) => Task.FromResult(message);

    public Task<Page<WebhookSummary>> SayAsync(Page<WebhookSummary> message) => Task.FromResult(message);

    public Task<Page<Difference>> SayAsync(Page<Difference> message) => Task.FromResult(message);

    public Task<Page<Reconciliation>> SayAsync(Page<Reconciliation> message) => Task.FromResult(message);

    public Task<Page<Withdrawal>> SayAsync(Page<Withdrawal> message) => Task.FromResult(message);

    public Task<BankAccount> SayAsync(BankAccount message) => Task.FromResult(message);

    public Task<CaptureMode> SayAsync(CaptureMode message) => Task.FromResult(message);

    public Task<CapturePayment> SayAsync(CapturePayment message) => Task.FromResult(message);

    public Task<ConfirmPayment> SayAsync(ConfirmPayment message) => Task.FromResult(message);

    public Task<CreatePayment> SayAsync(CreatePayment message) => Task.FromResult(message);

    public Task<Difference> SayAsync(Difference message) => Task.FromResult(message);

    public Task<DifferenceKind> SayAsync(DifferenceKind message) => Task.FromResult(message);

    public Task<Dispute> SayAsync(Dispute message) => Task.FromResult(message);

    public Task<DisputeStatus> SayAsync(DisputeStatus message) => Task.FromResult(message);

    public Task<NextAction> SayAsync(NextAction message) => Task.FromResult(message);

    public Task<NextActionKind> SayAsync(NextActionKind message) => Task.FromResult(message);

    public Task<Payment> SayAsync(Payment message) => Task.FromResult(message);

    public Task<PaymentMethod> SayAsync(PaymentMethod message) => Task.FromResult(message);

    public Task<PaymentPurpose> SayAsync(PaymentPurpose message) => Task.FromResult(message);

    public Task<PaymentResult> SayAsync(PaymentResult message) => Task.FromResult(message);

    public Task<PaymentSource> SayAsync(PaymentSource message) => Task.FromResult(message);

    public Task<PaymentStatus> SayAsync(PaymentStatus message) => Task.FromResult(message);

    public Task<QuarantineEntry> SayAsync(QuarantineEntry message) => Task.FromResult(message);

    public Task<QuarantineResolution> SayAsync(QuarantineResolution message) => Task.FromResult(message);

    public Task<QuarantineStatus> SayAsync(QuarantineStatus message) => Task.FromResult(message);

    public Task<Reconciliation> SayAsync(Reconciliation message) => Task.FromResult(message);

    public Task<Refund> SayAsync(Refund message) => Task.FromResult(message);

    public Task<RefundOrigin> SayAsync(RefundOrigin message) => Task.FromResult(message);

    public Task<RefundPayment> SayAsync(RefundPayment message) => Task.FromResult(message);

    public Task<RefundResult> SayAsync(RefundResult message) => Task.FromResult(message);

    public Task<RefundStatus> SayAsync(RefundStatus message) => Task.FromResult(message);

    public Task<RequestWithdrawal> SayAsync(RequestWithdrawal message) => Task.FromResult(message);

    public Task<ResolveQuarantine> SayAsync(ResolveQuarantine message) => Task.FromResult(message);

    public Task<WebhookDelivery> SayAsync(WebhookDelivery message) => Task.FromResult(message);

    public Task<WebhookSummary> SayAsync(WebhookSummary message) => Task.FromResult(message);

    public Task<Withdrawal> SayAsync(Withdrawal message) => Task.FromResult(message);

    public Task<WithdrawalResult> SayAsync(WithdrawalResult message) => Task.FromResult(message);

    public Task<WithdrawalStatus> SayAsync(WithdrawalStatus message) => Task.FromResult(message);

    public Task<NumberedPage> SayAsync(NumberedPage message) => Task.FromResult(message);

    public Task<ReportPage> SayAsync(ReportPage message) => Task.FromResult(message);

    public Task<SyncPart> SayAsync(SyncPart message) => Task.FromResult(message);

    public Task<SyncStep> SayAsync(SyncStep message) => Task.FromResult(message);

    public Task<TransactionReport> SayAsync(TransactionReport message) => Task.FromResult(message);

    public Task<Result<Invoice>> SayAsync(Result<Invoice> message) => Task.FromResult(message);

    public Task<Result<Page<Invoice>>> SayAsync(Result<Page<Invoice>> message) => Task.FromResult(message);

    public Task<Result<Page<Payment>>> SayAsync(Result<Page<Payment>> message) => Task.FromResult(message);

    public Task<Result<Page<QuarantineEntry>>> SayAsync(Result<Page<QuarantineEntry>> message) => Task.FromResult(message);

    public Task<Result<Page<WebhookSummary>>> SayAsync(Result<Page<WebhookSummary>> message) => Task.FromResult(message);

    public Task<Result<Page<Difference>>> SayAsync(Result<Page<Difference>> message) => Task.FromResult(message);

    public Task<Result<Page<Reconciliation>>> SayAsync(Result<Page<Reconciliation>> message) => Task.FromResult(message);

    public Task<Result<Page<Withdrawal>>> SayAsync(Result<Page<Withdrawal>> message) => Task.FromResult(message);

    public Task<Result<Payment>> SayAsync(Result<Payment> message) => Task.FromResult(message);

    public Task<Result<PaymentResult>> SayAsync(Result<PaymentResult> message) => Task.FromResult(message);

    public Task<Result<QuarantineEntry>> SayAsync(Result<QuarantineEntry> message) => Task.FromResult(message);

    public Task<Result<RefundResult>> SayAsync(Result<RefundResult> message) => Task.FromResult(message);

    public Task<Result<Withdrawal>> SayAsync(Result<Withdrawal> message) => Task.FromResult(message);

    public Task<Result<WithdrawalResult>> SayAsync(Result<WithdrawalResult> message) => Task.FromResult(message);

    public Task<Result<ReportPage>> SayAsync(Result<ReportPage> message) => Task.FromResult(message);

    public Task<Result<TransactionReport>> SayAsync(Result<TransactionReport> message) => Task.FromResult(message);

    public Task<Result<WalletAllowance>> SayAsync(Result<WalletAllowance> message) => Task.FromResult(message);

    public Task<ReverseTransfer> SayAsync(ReverseTransfer message) => Task.FromResult(message);

    public Task<WalletAllowance> SayAsync(WalletAllowance message) => Task.FromResult(message);

    public Task<WalletTier> SayAsync(WalletTier message) => Task.FromResult(message);

    public Task<ListSandboxRecords> SayAsync(ListSandboxRecords message) => Task.FromResult(message);

    public Task<SandboxRecord> SayAsync(SandboxRecord message) => Task.FromResult(message);

    public Task<SandboxRecords> SayAsync(SandboxRecords message) => Task.FromResult(message);

    public Task<ListSandboxDisputes> SayAsync(ListSandboxDisputes message) => Task.FromResult(message);

    public Task<SandboxDisputeRecord> SayAsync(SandboxDisputeRecord message) => Task.FromResult(message);

    public Task<SandboxDisputes> SayAsync(SandboxDisputes message) => Task.FromResult(message);

    public Task<OverfullWallet> SayAsync(OverfullWallet message) => Task.FromResult(message);

    public Task<Page<OverfullWallet>> SayAsync(Page<OverfullWallet> message) => Task.FromResult(message);

    public Task<Result<Page<OverfullWallet>>> SayAsync(Result<Page<OverfullWallet>> message) => Task.FromResult(message);

    public Task<PaymentQuery> SayAsync(PaymentQuery message) => Task.FromResult(message);

    public Task<SystemBalance> SayAsync(SystemBalance message) => Task.FromResult(message);

    public Task<CreditInvoice> SayAsync(CreditInvoice message) => Task.FromResult(message);

    public Task<CreditNote> SayAsync(CreditNote message) => Task.FromResult(message);

    public Task<CreditNotes> SayAsync(CreditNotes message) => Task.FromResult(message);

    public Task<CreditNoteStatus> SayAsync(CreditNoteStatus message) => Task.FromResult(message);

    public Task<DraftedInvoice> SayAsync(DraftedInvoice message) => Task.FromResult(message);

    public Task<Result<CreditNote>> SayAsync(Result<CreditNote> message) => Task.FromResult(message);

    public Task<Result<CreditNotes>> SayAsync(Result<CreditNotes> message) => Task.FromResult(message);

    public Task<Result<DraftedInvoice>> SayAsync(Result<DraftedInvoice> message) => Task.FromResult(message);

    public Task<CreateSandboxPayment> SayAsync(CreateSandboxPayment message) => Task.FromResult(message);

    public Task<CreateSandboxPayout> SayAsync(CreateSandboxPayout message) => Task.FromResult(message);

    public Task<RefundSandboxPayment> SayAsync(RefundSandboxPayment message) => Task.FromResult(message);

    public Task<Result<SandboxPayment>> SayAsync(Result<SandboxPayment> message) => Task.FromResult(message);

    public Task<Result<SandboxPaymentCreated>> SayAsync(Result<SandboxPaymentCreated> message) => Task.FromResult(message);

    public Task<Result<SandboxPayout>> SayAsync(Result<SandboxPayout> message) => Task.FromResult(message);

    public Task<Result<SandboxPayoutCreated>> SayAsync(Result<SandboxPayoutCreated> message) => Task.FromResult(message);

    public Task<Result<SandboxRefund>> SayAsync(Result<SandboxRefund> message) => Task.FromResult(message);

    public Task<SandboxAction> SayAsync(SandboxAction message) => Task.FromResult(message);

    public Task<SandboxAnswer> SayAsync(SandboxAnswer message) => Task.FromResult(message);

    public Task<SandboxDispute> SayAsync(SandboxDispute message) => Task.FromResult(message);

    public Task<SandboxPayment> SayAsync(SandboxPayment message) => Task.FromResult(message);

    public Task<SandboxPaymentCreated> SayAsync(SandboxPaymentCreated message) => Task.FromResult(message);

    public Task<SandboxPayout> SayAsync(SandboxPayout message) => Task.FromResult(message);

    public Task<SandboxPayoutCreated> SayAsync(SandboxPayoutCreated message) => Task.FromResult(message);

    public Task<SandboxPayoutStatus> SayAsync(SandboxPayoutStatus message) => Task.FromResult(message);

    public Task<SandboxRefund> SayAsync(SandboxRefund message) => Task.FromResult(message);

    public Task<SandboxStatus> SayAsync(SandboxStatus message) => Task.FromResult(message);

    public Task<SandboxStep> SayAsync(SandboxStep message) => Task.FromResult(message);

    public Task<AccountStanding> SayAsync(AccountStanding message) => Task.FromResult(message);

    public Task<Session> SayAsync(Session message) => Task.FromResult(message);

    public Task<SessionEndReason> SayAsync(SessionEndReason message) => Task.FromResult(message);

    public Task<SessionList> SayAsync(SessionList message) => Task.FromResult(message);

    public Task<KnownPlace> SayAsync(KnownPlace message) => Task.FromResult(message);

    public Task<SessionTokens> SayAsync(SessionTokens message) => Task.FromResult(message);

    public Task<StartSession> SayAsync(StartSession message) => Task.FromResult(message);

    public Task<Result<AccountStanding>> SayAsync(Result<AccountStanding> message) => Task.FromResult(message);

    public Task<Result<SessionTokens>> SayAsync(Result<SessionTokens> message) => Task.FromResult(message);

    public Task<AccessChange> SayAsync(AccessChange message) => Task.FromResult(message);

    public Task<BanAccount> SayAsync(BanAccount message) => Task.FromResult(message);

    public Task<ChangePassword> SayAsync(ChangePassword message) => Task.FromResult(message);

    public Task<Revocation> SayAsync(Revocation message) => Task.FromResult(message);

    public Task<RevocationMark> SayAsync(RevocationMark message) => Task.FromResult(message);

    public Task<RevocationNews> SayAsync(RevocationNews message) => Task.FromResult(message);

    public Task<SecurityEvent> SayAsync(SecurityEvent message) => Task.FromResult(message);

    public Task<SetRole> SayAsync(SetRole message) => Task.FromResult(message);

    public Task<Page<SecurityEvent>> SayAsync(Page<SecurityEvent> message) => Task.FromResult(message);

    public Task<Result<Page<SecurityEvent>>> SayAsync(Result<Page<SecurityEvent>> message) => Task.FromResult(message);
}
