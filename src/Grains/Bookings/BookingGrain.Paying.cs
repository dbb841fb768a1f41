using Nusaloka.Bookings;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Bookings;

/// <content>How a booking is paid.</content>
internal sealed partial class BookingGrain
{
    public async Task<Result<BookingPayment>> PayAsync(PayBooking command, CancellationToken cancellationToken)
    {
        if (!State.Exists || State.AccountId != command.AccountId)
            return BookingErrors.NotFound;
        var isRepeat = PayingRules.IsRepeat(State, command);
        if (isRepeat == false)
            return BookingErrors.KeyReused;

        var payment = await _steps.FindPaymentAsync(State.PaidBy ?? State.PaymentId(Id), cancellationToken);
        if (isRepeat == true && payment is { Status: not PaymentStatus.RequiresConfirmation })
            return await TakeUpAsync(payment, isReplay: true);
        if (PayingRules.Pay(State, command, needsNew: false, Now) is { IsSuccess: false } refused)
            return refused.Error;

        if (payment is { Status: PaymentStatus.RequiresAction })
            payment = await GiveUpAsync(payment, cancellationToken);
        if (payment is { Status: PaymentStatus.Succeeded or PaymentStatus.Processing or PaymentStatus.RequiresCapture or PaymentStatus.RequiresAction })
            return await TakeUpAsync(payment, isReplay: false);

        var needsNew = payment is { Status: PaymentStatus.Canceled } || State.Payments == 0;
        var paying = PayingRules.Pay(State, command, needsNew, Now);
        if (!paying.IsSuccess)
            return paying.Error;
        await CommitAsync(paying.Value);
        return await SendAsync(command, isNew: needsNew || payment is null, cancellationToken);
    }

    /// <summary>Makes the payment, if it is not there, and has it pay.</summary>
    private async Task<Result<BookingPayment>> SendAsync(PayBooking command, bool isNew, CancellationToken cancellationToken)
    {
        var grain = GrainFactory.GetGrain<IPaymentGrain>(State.PaymentId(Id) ?? throw new InvalidOperationException($"Booking {Id} has no payment."));
        var sent = isNew
            ? await grain.CreateAsync(
                new CreatePayment(State.AccountId, PaymentPurpose.Booking, Id, State.Total, CaptureMode.Automatic, command.Source, command.Fingerprint),
                cancellationToken)
            : null;
        if (sent is null or { IsSuccess: true })
            sent = await grain.ConfirmAsync(new ConfirmPayment(command.Source), cancellationToken);
        if (sent.IsSuccess)
            return await TakeUpAsync(sent.Value.Payment, isReplay: false);

        await CommitAsync(PayingRules.Unpay(State, isRefused: true, Now));
        return sent.Error;
    }

    /// <summary>Goes on from where the payment is.</summary>
    private async Task<Result<BookingPayment>> TakeUpAsync(Payment payment, bool isReplay)
    {
        if (payment.Status == PaymentStatus.Succeeded)
        {
            if (PayingRules.Accept(State, OfPayment(payment), Now) is { } accepted)
                await CommitAsync(accepted);
            await GoOnAsync();
        }
        else if (State is { Status: BookingStatus.Paying, Step: BookingStep.None }
            && payment.Status is PaymentStatus.RequiresPaymentMethod or PaymentStatus.RequiresConfirmation or PaymentStatus.Canceled)
        {
            await CommitAsync(PayingRules.Unpay(State, isRefused: false, Now));
        }

        return new BookingPayment(View(), payment, isReplay);
    }

    /// <summary>Cancels a payment whose payer wants to pay with something else; answers what it is then.</summary>
    private async Task<Payment?> GiveUpAsync(Payment payment, CancellationToken cancellationToken)
    {
        await GrainFactory.GetGrain<IPaymentGrain>(payment.Id).CancelAsync(cancellationToken);
        return await _steps.FindPaymentAsync(payment.Id, cancellationToken);
    }
}
