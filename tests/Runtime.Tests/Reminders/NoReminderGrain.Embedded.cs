namespace Nusaloka.Runtime.Tests.Reminders;

public sealed class NoReminderGrain : Grain, INoReminderGrain
{
    public Task RegisterAsync() => this.RegisterOrUpdateReminder("expiry", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
}
