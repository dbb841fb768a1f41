using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Tests.Testing;
using Orleans.Timers;

namespace Nusaloka.Runtime.Tests.Reminders;

/// <summary>What a registration may ask.</summary>
public sealed class ReminderRulesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory(Timeout = Patience.TestMilliseconds)]
    [InlineData("pay", -1, 60, typeof(ArgumentOutOfRangeException))]
    [InlineData("pay", 1, -60, typeof(ArgumentOutOfRangeException))]
    [InlineData("pay", 1, 0, typeof(ArgumentOutOfRangeException))]
    [InlineData("pay", 1, 59, typeof(ArgumentException))]
    [InlineData(" ", 1, 60, typeof(ArgumentNullException))]
    public async Task Registration_WithWrongTimesOrName_IsRefused(string name, int dueSeconds, int periodSeconds, Type exception)
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var grain = cluster.Grain(Patience.NewName());

        await Assert.ThrowsAsync(exception, () => grain.RegisterAsync(name, TimeSpan.FromSeconds(dueSeconds), TimeSpan.FromSeconds(periodSeconds)));

        Assert.Empty(await grain.NamesAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Registration_ByAGrainThatTakesNoReminders_IsRefused()
    {
        await using var cluster = await ReminderCluster.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.Grains.GetGrain<INoReminderGrain>(Patience.NewName()).RegisterAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Registration_OutsideOfAGrain_IsRefused()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var registry = cluster.Silos.GetSiloServiceProvider().GetRequiredService<IReminderRegistry>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => registry.RegisterOrUpdateReminder(GrainId.Create("reminder", "x"), "pay", Minute, Minute));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Handle_FromBeforeAnUpdate_DoesNotEndTheReminder()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var grain = cluster.Grain(Patience.NewName());
        await grain.RegisterAsync("pay", Minute, Minute);
        await cluster.Table.UpsertRow(new ReminderEntry { GrainId = grain.GetGrainId(), ReminderName = "pay", StartAt = ReminderCluster.Epoch + Minute, Period = Minute });

        await Assert.ThrowsAsync<ReminderException>(() => grain.UnregisterAsync("pay"));

        Assert.True(await grain.HasAsync("pay"));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Unregistering_WhatIsGone_IsDoneAlready()
    {
        await using var cluster = await ReminderCluster.StartAsync();
        var grain = cluster.Grain(Patience.NewName());
        await grain.RegisterAsync("pay", Minute, Minute);
        await grain.RegisterAsync("other", Minute, Minute);

        await grain.UnregisterAsync("pay");
        await grain.UnregisterAsync("pay");

        Assert.Equal(["other"], await grain.NamesAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task RefreshPeriodBeyondTheWindow_StopsTheStart() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => TestSilos.StartAsync(silo: silo =>
        {
            silo.Services.AddSingleton<IReminderTable>(new UnreliableReminderTable(null!));
            silo.AddReminders().Configure<ReminderOptions>(options => options.RefreshReminderListPeriod = TimeSpan.FromHours(1));
        }));
}
