using Nusaloka.Bookings;
using Nusaloka.Payments;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of bookings.</content>
public sealed partial class ParrotGrain
{
    public Task<Booking> SayAsync(Booking message) => Task.FromResult(message);

    public Task<BookingActor> SayAsync(BookingActor message) => Task.FromResult(message);

    public Task<BookingComplaint> SayAsync(BookingComplaint message) => Task.FromResult(message);

    public Task<Complain> SayAsync(Complain message) => Task.FromResult(message);

    public Task<ComplaintReason> SayAsync(ComplaintReason message) => Task.FromResult(message);

    public Task<DecideComplaint> SayAsync(DecideComplaint message) => Task.FromResult(message);

    public Task<BookingContact> SayAsync(BookingContact message) => Task.FromResult(message);

    public Task<BookingPayment> SayAsync(BookingPayment message) => Task.FromResult(message);

    public Task<BookingQuery> SayAsync(BookingQuery message) => Task.FromResult(message);

    public Task<BookingResult> SayAsync(BookingResult message) => Task.FromResult(message);

    public Task<BookingStatus> SayAsync(BookingStatus message) => Task.FromResult(message);

    public Task<CancellationQuote> SayAsync(CancellationQuote message) => Task.FromResult(message);

    public Task<ChangeGuests> SayAsync(ChangeGuests message) => Task.FromResult(message);

    public Task<CheckIn> SayAsync(CheckIn message) => Task.FromResult(message);

    public Task<ConfirmCancellation> SayAsync(ConfirmCancellation message) => Task.FromResult(message);

    public Task<CreateBooking> SayAsync(CreateBooking message) => Task.FromResult(message);

    public Task<PayBooking> SayAsync(PayBooking message) => Task.FromResult(message);

    public Task<Voucher> SayAsync(Voucher message) => Task.FromResult(message);

    public Task<ReleasePayment> SayAsync(ReleasePayment message) => Task.FromResult(message);

    public Task<ReleasedPayment> SayAsync(ReleasedPayment message) => Task.FromResult(message);

    public Task<Page<Booking>> SayAsync(Page<Booking> message) => Task.FromResult(message);

    public Task<Result<Booking>> SayAsync(Result<Booking> message) => Task.FromResult(message);

    public Task<Result<BookingPayment>> SayAsync(Result<BookingPayment> message) => Task.FromResult(message);

    public Task<Result<BookingResult>> SayAsync(Result<BookingResult> message) => Task.FromResult(message);

    public Task<Result<CancellationQuote>> SayAsync(Result<CancellationQuote> message) => Task.FromResult(message);

    public Task<Result<Page<Booking>>> SayAsync(Result<Page<Booking>> message) => Task.FromResult(message);

    public Task<Result<ReleasedPayment>> SayAsync(Result<ReleasedPayment> message) => Task.FromResult(message);

    public Task<Result<Voucher>> SayAsync(Result<Voucher> message) => Task.FromResult(message);
}
