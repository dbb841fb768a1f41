using Nusaloka.Bookings;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Bookings;

/// <summary>The decisions about money that does not go to the guide before an officer has looked.</summary>
internal static class ComplaintRules
{
    /// <summary>How long money waits before it is looked whether an officer has decided; the decision itself waits for nothing.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromDays(1);

    /// <summary>The booking of which its traveller complains; the very same one when it is a repeat.</summary>
    public static Result<BookingState> Complain(BookingState state, string id, Complain command, DateTimeOffset now)
    {
        if (BookingRules.RoleOf(state, command.Actor) != BookingRole.Traveller)
            return BookingErrors.NotFound;
        var text = command.Text.Trim();
        if (text.Length is < 1 or > BookingLimits.MaxComplaintLength || text.Any(static c => char.IsControl(c) && c != '\n'))
            return Error.Validation("/text", "invalid_text", $"A complaint has 1 to {BookingLimits.MaxComplaintLength} characters and no control characters but line breaks.");
        if (state.Complaint is { } before)
            return before.Reason == ComplaintReason.Traveller && before.Text == text ? state : BookingErrors.ComplaintExists;
        if (BookingTransitions.After(state.Status, state.Step, BookingCommandKind.Complain) is null)
            return BookingErrors.Status(state.Status, "complained about");
        return now >= state.StartsAt
            ? BookingRules.Next(state, now) with
            {
                Complaint = new BookingComplaint(ComplaintReason.Traveller, text, now), PendingEvents = BookingEvents.Complained(state, id, now),
            }
            : BookingErrors.ComplaintEarly;
    }

    /// <summary>The booking whose guide may not have the money before an officer has decided.</summary>
    public static BookingState HoldForBan(BookingState state, DateTimeOffset now) =>
        Wait(state with { Complaint = new BookingComplaint(ComplaintReason.GuideBanned, "", now) }, now);

    /// <summary>The booking whose money waits, and is looked at again.</summary>
    public static BookingState Wait(BookingState state, DateTimeOffset now) => PayingRules.Postpone(state, Look, now);

    /// <summary>The booking about whose money an officer has decided; the very same one when that was before.</summary>
    /// <param name="state">The booking.</param>
    /// <param name="id">Its id.</param>
    /// <param name="command">What the officer says.</param>
    /// <param name="payoutDelay">How long after the last day guides get their money.</param>
    /// <param name="now">The time.</param>
    public static Result<BookingState> Decide(BookingState state, string id, DecideComplaint command, TimeSpan payoutDelay, DateTimeOffset now)
    {
        if (!state.Exists || state.Complaint is not { } complaint)
            return BookingErrors.ComplaintNotFound;
        if (command.OfficerId == state.AccountId || command.OfficerId == state.GuideId)
            return BookingErrors.OwnComplaint;
        if (complaint.RefundAmount is { } decided)
            return decided == command.RefundAmount ? state : BookingErrors.ComplaintDecided;
        if (state.PayoutAt is not { } payoutAt || BookingTransitions.After(state.Status, state.Step, BookingCommandKind.DecideComplaint) is null)
            return BookingErrors.Status(state.Status, "decided about");

        var left = PayingRules.MostOf(state);
        if (command.RefundAmount.Currency != left.Currency || command.RefundAmount.Units < 0 || command.RefundAmount > left)
            return Error.Validation("/refund_amount", "out_of_range", $"refund_amount is 0 to {left.Units} rupiah: what the guide would have got with our fee.");
        var note = command.Note.Trim();
        if (note.Length is < 1 or > PaymentLimits.MaxReasonLength || note.Any(char.IsControl))
            return Error.Validation("/note", "invalid_text", $"Say why, in 1 to {PaymentLimits.MaxReasonLength} characters without control characters.");

        // The money does not wait for longer than it would have without a complaint, nor for less: until then a bank may ask for it back.
        var usual = state.EndsAt + payoutDelay;
        var due = usual < now ? now : usual < payoutAt ? usual : payoutAt;
        return BookingRules.Next(state, now) with
        {
            Complaint = complaint with
            {
                Text = state.IsErased ? "" : complaint.Text, RefundAmount = command.RefundAmount, Note = note, DecidedBy = command.OfficerId, DecidedAt = now,
            },
            RefundAmount = state.RefundAmount + command.RefundAmount,
            Step = command.RefundAmount.Units > 0 ? BookingStep.Refund : BookingStep.None,
            PayoutAt = due,
            PendingEvents = BookingEvents.Decided(state, id, command.RefundAmount, now),
        };
    }
}
