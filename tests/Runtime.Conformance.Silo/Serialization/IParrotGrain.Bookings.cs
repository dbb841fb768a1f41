using Nusaloka.Bookings;
using Nusaloka.Payments;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of bookings.</content>
public partial interface IParrotGrain
{
    Task<Booking> SayAsync(Booking message);

    Task<BookingActor> SayAsync(BookingActor message);

    Task<BookingComplaint> SayAsync(BookingComplaint message);

    Task<Complain> SayAsync(Complain message);

    Task<ComplaintReason> SayAsync(ComplaintReason message);

    Task<DecideComplaint> SayAsync(DecideComplaint message);

    Task<BookingContact> SayAsync(BookingContact message);

    Task<BookingPayment> SayAsync(BookingPayment message);

    Task<BookingQuery> SayAsync(BookingQuery message);

    Task<BookingResult> SayAsync(BookingResult message);

    Task<BookingStatus> SayAsync(BookingStatus message);

    Task<CancellationQuote> SayAsync(CancellationQuote message);

    Task<ChangeGuests> SayAsync(ChangeGuests message);

    Task<CheckIn> SayAsync(CheckIn message);

    Task<ConfirmCancellation> SayAsync(ConfirmCancellation message);

    Task<CreateBooking> SayAsync(CreateBooking message);

    Task<PayBooking> SayAsync(PayBooking message);

    Task<Voucher> SayAsync(Voucher message);

    Task<ReleasePayment> SayAsync(ReleasePayment message);

    Task<ReleasedPayment> SayAsync(ReleasedPayment message);

    Task<Page<Booking>> SayAsync(Page<Booking> message);

    Task<Result<Booking>> SayAsync(Result<Booking> message);

    Task<Result<BookingPayment>> SayAsync(Result<BookingPayment> message);

    Task<Result<BookingResult>> SayAsync(Result<BookingResult> message);

    Task<Result<CancellationQuote>> SayAsync(Result<CancellationQuote> message);

    Task<Result<Page<Booking>>> SayAsync(Result<Page<Booking>> message);

    Task<Result<ReleasedPayment>> SayAsync(Result<ReleasedPayment> message);

    Task<Result<Voucher>> SayAsync(Result<Voucher> message);
}
