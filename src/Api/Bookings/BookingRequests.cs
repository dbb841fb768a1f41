using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Bookings;
using Nusaloka.Payments;

namespace Nusaloka.Api.Bookings;

/// <summary>Books seats.</summary>
public sealed record CreateBookingRequest
{
    /// <summary>The departure.</summary>
    [Description("The departure's id."), MaxLength(36)]
    public required string DepartureId { get; init; }

    /// <summary>How many seats.</summary>
    [Description("How many seats."), Range(1, BookingLimits.MaxSeats)]
    public required int Seats { get; init; }

    /// <summary>Who comes.</summary>
    [Description("The names of those who come, one for each seat. They may be given later, until the departure's cut-off."), MaxLength(BookingLimits.MaxSeats)]
    public IReadOnlyList<string>? Guests { get; init; }

    /// <summary>What is asked for.</summary>
    [Description("What the traveller asks for, such as vegetarian meals."), MaxLength(BookingLimits.MaxWishesLength)]
    public string? Wishes { get; init; }

    /// <summary>Whom the guide reaches.</summary>
    [Description("Whom the guide reaches.")]
    public required BookingContactRequest Contact { get; init; }
}

/// <summary>Whom the guide reaches.</summary>
public sealed record BookingContactRequest
{
    /// <summary>The name.</summary>
    [Description("The name."), MaxLength(BookingLimits.MaxNameLength)]
    public required string Name { get; init; }

    /// <summary>The phone number.</summary>
    [Description("The phone number; needed without an e-mail address."), MaxLength(BookingLimits.MaxContactLength)]
    public string? Phone { get; init; }

    /// <summary>The e-mail address.</summary>
    [Description("The e-mail address; needed without a phone number."), MaxLength(BookingLimits.MaxContactLength)]
    public string? Email { get; init; }

    /// <summary>The same for grains.</summary>
    public BookingContact ToContact() => new(Name, Phone, Email);
}

/// <summary>Writes the guest list anew.</summary>
public sealed record ChangeGuestsRequest
{
    /// <summary>Who comes.</summary>
    [Description("The names of those who come, one for each seat."), MaxLength(BookingLimits.MaxSeats)]
    public required IReadOnlyList<string> Guests { get; init; }

    /// <summary>What is asked for.</summary>
    [Description("What the traveller asks for; without it what was asked for before."), MaxLength(BookingLimits.MaxWishesLength)]
    public string? Wishes { get; init; }

    /// <summary>Whom the guide reaches.</summary>
    [Description("Whom the guide reaches; without it who it was before.")]
    public BookingContactRequest? Contact { get; init; }
}

/// <summary>Pays a booking.</summary>
public sealed record PayBookingRequest
{
    /// <summary>What to pay with.</summary>
    [Description("wallet, or a gateway of GET /payments/methods."), MaxLength(32)]
    public required string Method { get; init; }

    /// <summary>The gateway's token.</summary>
    [Description("A token that the gateway gave the payer's device; a test card number of the sandbox. Without it the payer chooses on the gateway's page."), MaxLength(PaymentLimits.MaxTokenLength)]
    public string? PaymentMethod { get; init; }

    /// <summary>The gateway's way to pay.</summary>
    [Description("A way to pay that the gateway has, such as qris or bca_va."), MaxLength(64)]
    public string? Channel { get; init; }

    /// <summary>Where to come back to.</summary>
    [Description("Where the gateway's page sends the payer back to."), MaxLength(PaymentLimits.MaxUrlLength)]
    public string? ReturnUrl { get; init; }

    /// <summary>The same for grains.</summary>
    public PaymentSource ToSource() => new(Method, PaymentMethod, Channel, ReturnUrl);
}

/// <summary>Cancels by a quote.</summary>
public sealed record ConfirmCancellationRequest
{
    /// <summary>The quote.</summary>
    [Description("The id of the caller's newest quote.")]
    public required Guid QuoteId { get; init; }
}

/// <summary>Checks a voucher.</summary>
public sealed record CheckInRequest
{
    /// <summary>The code.</summary>
    [Description("The code on the voucher, in any case, with or without hyphens."), MaxLength(BookingLimits.MaxCodeLength)]
    public required string Code { get; init; }
}
