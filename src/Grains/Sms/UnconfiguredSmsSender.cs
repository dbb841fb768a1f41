namespace Nusaloka.Grains.Sms;

/// <summary>Stands where there is no SMS provider: messages wait until there is one, or until they are of no use.</summary>
internal sealed class UnconfiguredSmsSender : ISmsSender
{
    /// <inheritdoc/>
    public Task SendAsync(SmsMessage message, CancellationToken cancellationToken) =>
        Task.FromException(new InvalidOperationException("There is no SMS provider: set NUSALOKA_SMS__ACCOUNT_SID."));
}
