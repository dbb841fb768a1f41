namespace Nusaloka.Runtime.Tests.Reminders;

/// <summary>Asks for a reminder that it could not take.</summary>
public interface INoReminderGrain : IGrainWithStringKey
{
    Task RegisterAsync();
}
