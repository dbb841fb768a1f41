using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Chat;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Chat;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Wallets;
using Nusaloka.Notifications;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>What happens elsewhere is told: from the event in the outbox to the inbox and to one channel that leads out, once on each.</summary>
public sealed class NotificationWiringTests : IAsyncLifetime
{
    private readonly HeldSender _hooks = new();
    private readonly GrainCluster _cluster;

    public NotificationWiringTests() => _cluster = new GrainCluster(host =>
    {
        host.Services.PostConfigure<ChatOptions>(static options => options.NoticeSeconds = 3);
        _hooks.Replace(host);
    });

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task APayment_IsTold()
    {
        var payer = await PersonAsync(NotificationCategory.Payments);
        var paid = new PaymentSucceeded("p1", payer, "deposit", "s", Money.Rupiah(450_000), "card", _cluster.Time.GetUtcNow());

        await _cluster.HappenAsync(PaymentSucceeded.Type, paid);

        await AssertToldAsync(payer, "payment.succeeded", "Pembayaran berhasil");
    }

    [Fact]
    public async Task ATransfer_IsToldToBothSides()
    {
        var (sender, receiver) = (await PersonAsync(NotificationCategory.Wallet), await PersonAsync(NotificationCategory.Wallet));
        await _cluster.Wallet(sender).OpenAsync();
        await _cluster.Wallet(receiver).OpenAsync();
        Assert.True((await _cluster.Wallet(sender).TopUpAsync(new TopUp(Money.Rupiah(1_000), OperationNamed.Anew()))).IsSuccess);

        Assert.True((await _cluster.Wallet(sender).TransferAsync(new Transfer(receiver, Money.Rupiah(300), "Makan", OperationNamed.Anew()))).IsSuccess);

        await AssertToldAsync(sender, "wallet.topped_up", "Dompet terisi Rp1.000");
        await AssertToldAsync(sender, "wallet.sent", "Uang keluar Rp300");
        await AssertToldAsync(receiver, "wallet.received", "Uang masuk Rp300");
    }

    [Fact]
    public async Task ABooking_IsToldToTravellerAndGuide()
    {
        var (traveller, guide) = (await PersonAsync(NotificationCategory.Bookings), await PersonAsync(NotificationCategory.Bookings));
        var booking = new BookingChanged(GrainCluster.NewId(), traveller, guide, "t", "d", 2, Money.Rupiah(0), null, _cluster.Time.GetUtcNow());

        await _cluster.HappenAsync(BookingChanged.ConfirmedType, booking);

        await AssertToldAsync(traveller, "booking.confirmed", "Pemesanan dikonfirmasi");
        await AssertToldAsync(guide, "guide.booking.confirmed", "Ada yang memesan");
        // And the two can talk.
        await Eventually.TrueAsync("the booking's room", async () =>
            (await _cluster.Grain<IChatRoomGrain>(RoomIds.Booking(booking.BookingId)).GetAsync(new RoomCaller(guide))).Value is { MemberCount: 2 });
    }

    [Fact]
    public async Task AComplaint_IsToldToTheGuideAndTheDecisionToBoth()
    {
        var (traveller, guide) = (await PersonAsync(NotificationCategory.Bookings), await PersonAsync(NotificationCategory.Bookings));
        var booking = new BookingChanged(GrainCluster.NewId(), traveller, guide, "t", "d", 2, Money.Rupiah(0), null, _cluster.Time.GetUtcNow(), "p");

        await _cluster.HappenAsync(BookingChanged.ComplainedType, booking);
        await _cluster.HappenAsync(BookingChanged.DecidedType, booking with { RefundAmount = Money.Rupiah(50_000) });

        await AssertToldAsync(guide, "guide.booking.complained", "Ada keluhan tentang perjalanan Anda");
        await AssertToldAsync(traveller, "booking.complaint_decided", "Keluhan sudah diputuskan");
        await AssertToldAsync(guide, "guide.booking.complaint_decided", "Keluhan sudah diputuskan");
        Assert.Contains("Rp50.000", (await _cluster.ToldAsync(traveller, "booking.complaint_decided")).Body, StringComparison.Ordinal);
        Assert.Single((await _cluster.Inbox(traveller).ListAsync(unreadOnly: false, new PageRequest(10, null))).Value!.Items);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("p", 1)]
    public async Task ACancellation_IsToldToTheGuideWhoHasHeardOfTheBooking(string? payment, int told)
    {
        var (traveller, guide) = (await PersonAsync(NotificationCategory.Bookings), await PersonAsync(NotificationCategory.Bookings));

        await _cluster.HappenAsync(BookingChanged.CancelledType, new BookingChanged(
            GrainCluster.NewId(), traveller, guide, "t", "d", 2, Money.Rupiah(0), null, _cluster.Time.GetUtcNow(), payment));

        // One write tells both.
        await AssertToldAsync(traveller, "booking.cancelled", "Pemesanan dibatalkan");
        Assert.Equal(told, (await _cluster.Inbox(guide).ListAsync(unreadOnly: false, new PageRequest(10, null))).Value!.Items.Length);
    }

    [Fact]
    public async Task AReward_IsTold()
    {
        var referrer = await PersonAsync(NotificationCategory.Referral);
        var reward = new MovementCompleted(
            GrainCluster.NewId(), TransactionKind.Reward, null, referrer, Money.Rupiah(25_000), null, Money.Rupiah(25_000), "", null, _cluster.Time.GetUtcNow());
        var handlers = _cluster.Silos.GetSiloServiceProvider().GetServices<IMovementHandler>().ToArray();

        foreach (var handler in handlers.Concat(handlers))
            await handler.HandleAsync([reward], CancellationToken.None);

        await AssertToldAsync(referrer, "referral.rewarded", "Hadiah undangan Rp25.000");
    }

    [Fact]
    public async Task AnotherPassword_IsTold()
    {
        var owner = await PersonAsync(NotificationCategory.Security);

        await _cluster.HappenAsync(AccessChanged.PasswordType, new AccessChanged(owner, null, "", owner, _cluster.Time.GetUtcNow()));

        await AssertToldAsync(owner, "security.password_changed", "Kata sandi diganti");
    }

    [Fact]
    public async Task WhatStaffDoToAnAccount_IsToldItsOwner()
    {
        var owner = await PersonAsync(NotificationCategory.Security);

        Assert.True((await _cluster.Account(owner).SetRoleAsync(new SetRole(Role.Host, owner))).IsSuccess);
        Assert.True((await _cluster.Account(owner).BanAsync(new BanAccount("penipuan", owner))).IsSuccess);
        Assert.True((await _cluster.Account(owner).UnbanAsync(owner)).IsSuccess);

        await AssertToldAsync(owner, "security.role_changed", "Peran akun diganti");
        await AssertToldAsync(owner, "security.banned", "Akun ditutup sementara");
        await AssertToldAsync(owner, "security.unbanned", "Akun dibuka lagi");
    }

    [Fact]
    public async Task AMention_IsTold()
    {
        var (siti, budi) = (await PersonAsync(), await PersonAsync(NotificationCategory.Chat));
        var room = _cluster.Grain<IChatRoomGrain>(RoomIds.Direct(siti, budi));
        Assert.True((await room.OpenAsync(new OpenRoom(RoomKind.Direct, siti, [budi]))).IsSuccess);

        Assert.True((await room.SendAsync(new SendMessage(siti, MessageContent.Of($"@{budi} ayo")))).IsSuccess);

        await AssertToldAsync(budi, "chat.mentioned", "Siti Aminah menyebut Anda");
    }

    private async Task<string> PersonAsync(params NotificationCategory[] categories)
    {
        var id = GrainCluster.NewId();
        Assert.True((await _cluster.Account(id).RegisterAsync(_cluster.NewPerson())).IsSuccess);
        await _cluster.HookAsync(id, "https://hook.contoh.id/a", categories);
        return id;
    }

    private Task AssertToldAsync(string account, string kind, string title) => _cluster.AssertToldAsync(_hooks, account, kind, title);
}
