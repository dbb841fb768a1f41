namespace Nusaloka.Grains.Sandbox;

/// <summary>
/// Which card number and which amount plays what. An amount plays by its last three digits; a card by the three digits after
/// <c>400000000000</c>, which a check digit follows (ISO/IEC 7812 annex B), and some by numbers that other gateways' test cards have.
/// </summary>
internal static class SandboxScript
{
    private const string CardPrefix = "400000000000";
    private const int CardLength = 16;

    private static readonly Dictionary<int, SandboxBehaviour> Endings = new()
    {
        [202] = SandboxBehaviour.Processing,
        [208] = SandboxBehaviour.TenfoldWebhook,
        [303] = SandboxBehaviour.ThreeDSecure,
        [401] = SandboxBehaviour.ForgedWebhook,
        [402] = SandboxBehaviour.Decline,
        [403] = SandboxBehaviour.DeclineForFunds,
        [406] = SandboxBehaviour.OtherAmount,
        [408] = SandboxBehaviour.NoAnswer,
        [409] = SandboxBehaviour.WebhooksOutOfOrder,
        [410] = SandboxBehaviour.LatePayment,
        [417] = SandboxBehaviour.DisputeLost,
        [418] = SandboxBehaviour.DisputeWon,
        [424] = SandboxBehaviour.RefundFails,
        [425] = SandboxBehaviour.LateAnswer,
        [500] = SandboxBehaviour.ServerError,
        [503] = SandboxBehaviour.LateWebhook,
    };

    private static readonly Dictionary<string, SandboxBehaviour> Cards = new(StringComparer.Ordinal)
    {
        ["4242424242424242"] = SandboxBehaviour.Pay,
        ["5555555555554444"] = SandboxBehaviour.Pay,
        ["4000000000000002"] = SandboxBehaviour.Decline,
        ["4000000000009995"] = SandboxBehaviour.DeclineForFunds,
        ["4000000000003220"] = SandboxBehaviour.ThreeDSecure,
        ["4000000000000259"] = SandboxBehaviour.DisputeLost,
        ["4000000000001976"] = SandboxBehaviour.DisputeWon,
        ["4000000000005126"] = SandboxBehaviour.RefundFails,
    };

    /// <summary>What a card plays; blanks and hyphens in its number do not count.</summary>
    public static SandboxBehaviour OfCard(string number)
    {
        var digits = number.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (Cards.TryGetValue(digits, out var behaviour))
            return behaviour;

        return digits.Length == CardLength && digits.StartsWith(CardPrefix, StringComparison.Ordinal) && digits.All(char.IsAsciiDigit)
            && IsChecked(digits) && Endings.TryGetValue(int.Parse(digits.AsSpan(CardPrefix.Length, 3), provider: null), out behaviour)
            ? behaviour
            : SandboxBehaviour.DeclineUnknownCard;
    }

    /// <summary>What an amount plays that is paid without a card.</summary>
    public static SandboxBehaviour OfAmount(Money amount) => Endings.GetValueOrDefault((int)(amount.Units % 1000), SandboxBehaviour.Pay);

    /// <summary>The Luhn sum is a multiple of ten.</summary>
    private static bool IsChecked(string digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = digits[^(index + 1)] - '0';
            var weighted = index % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
