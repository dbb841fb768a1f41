namespace Nusaloka.Grains.Sms;

/// <summary>A short message as it leaves.</summary>
/// <param name="To">E.164.</param>
/// <param name="Text">What it says.</param>
/// <param name="Id">The same for each try.</param>
internal sealed record SmsMessage(string To, string Text, Guid Id)
{
    /// <summary>For logs: the id alone.</summary>
    public override string ToString() => $"{nameof(SmsMessage)} {{ Id = {Id} }}";
}
