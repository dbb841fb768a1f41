using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;

namespace Nusaloka.Runtime.Tests.Reminders;

/// <summary>Ticks travel to the silo where the grain lives.</summary>
public sealed class ReminderWireTests
{
    [Fact]
    public void Tick_IsACallThatAnotherSiloKnows()
    {
        Assert.Equal(typeof(IRemindable), CallTypes.FindInterface(GrainMethod.NameOf(typeof(IRemindable)).ToString()));
        Assert.NotNull(CallTypes.FindConstructor("Orleans.IRemindable/ReceiveReminder"u8));
    }

    [Fact]
    public void TickStatus_WrittenAndRead_IsTheSame()
    {
        var status = new TickStatus(new DateTime(2031, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc), TimeSpan.FromMinutes(7), new DateTime(2031, 2, 3, 4, 5, 6, 7, DateTimeKind.Utc));
        using var writer = new WireWriter();
        Codec<TickStatus>.Write(writer, status);

        var reader = new WireReader(writer.WrittenSpan);

        Assert.Equal(status, Codec<TickStatus>.Read(ref reader));
    }
}
