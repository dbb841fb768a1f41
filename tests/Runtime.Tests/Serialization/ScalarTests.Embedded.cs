using System.Net;

namespace Nusaloka.Runtime.Tests.Serialization;

public sealed class ScalarTests
{
    [Fact]
    public void Numbers_AtTheirBounds_ComeBack()
    {
        ComesBack(false, true);
        ComesBack<byte>(0, 1, byte.MaxValue);
        ComesBack<sbyte>(0, -1, sbyte.MinValue, sbyte.MaxValue);
        ComesBack<short>(0, -1, short.MinValue, short.MaxValue);
        ComesBack<ushort>(0, 1, ushort.MaxValue);
        ComesBack(0, -1, 63, 64, int.MinValue, int.MaxValue);
        ComesBack(0u, 127u, 128u, uint.MaxValue);
        ComesBack(0L, -1L, long.MinValue, long.MaxValue);
        ComesBack(0UL, 1UL << 63, ulong.MaxValue);
        ComesBack('\0', 'a', '\uD800', char.MaxValue);
        ComesBack(0f, float.Epsilon, float.NegativeInfinity, float.NaN);
        ComesBack(0d, double.Epsilon, double.PositiveInfinity, double.NaN);
        ComesBack(0m, decimal.MinValue, decimal.MaxValue, -0.0000000000000000000000000001m);
        ComesBack(Colour.None, Colour.Red, Colour.Last, (Colour)77);
        ComesBack<int?>(null, 0, -5);
    }

    [Fact]
    public void Numbers_ThatEqualZero_KeepWhatTellsThemFromIt()
    {
        Assert.Equal("0.00", Wire.RoundTrip(new Outcome<decimal[]>([0.00m], null)).Value![0].ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(double.IsNegative(Wire.RoundTrip(new Happened<double>(-0.0)).What));
        Assert.Equal(DateTimeKind.Utc, Wire.RoundTrip(new Happened<DateTime>(new DateTime(0, DateTimeKind.Utc))).What.Kind);
        Assert.Equal(TimeSpan.FromHours(7), Wire.RoundTrip(new Happened<DateTimeOffset>(new DateTimeOffset(1, 1, 1, 7, 0, 0, TimeSpan.FromHours(7)))).What.Offset);
    }

    [Fact]
    public void Texts_OfAllLengths_ComeBack()
    {
        ComesBack<string?>(null, "", "a", "Selamat pagi, 早安 🌅");
        foreach (var length in new[] { 41, 42, 43, 127, 128, 5000, 100_000 }) ComesBack(new string('x', length), new string('é', length), new string('早', length));
    }

    [Fact]
    public void Text_WithHalfAPair_ArrivesWithAReplacement() => Assert.Equal("a\uFFFDb", Wire.RoundTrip("a\uD800b"));

    [Fact]
    public void Times_ComeBackWithWhatTheyAre()
    {
        ComesBack(DateTime.MinValue, DateTime.MaxValue, new DateTime(2026, 8, 17, 10, 0, 0, DateTimeKind.Unspecified));
        Assert.Equal(DateTimeKind.Utc, Wire.RoundTrip(DateTime.UnixEpoch).Kind);
        ComesBack(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 8, 17, 10, 0, 0, TimeSpan.FromHours(7)));
        Assert.Equal(TimeSpan.FromMinutes(-90), Wire.RoundTrip(new DateTimeOffset(2026, 8, 17, 10, 0, 0, TimeSpan.FromMinutes(-90))).Offset);
        ComesBack(TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue);
        ComesBack(DateOnly.MinValue, DateOnly.MaxValue);
        ComesBack(TimeOnly.MinValue, TimeOnly.MaxValue);
    }

    [Fact]
    public void Identities_ComeBack()
    {
        ComesBack(Guid.Empty, new Guid("0198c5a0-0000-7000-8000-0123456789ab"));
        ComesBack<Uri?>(null, new Uri("https://nusaloka.id/a?b=c#d"), new Uri("relative/path", UriKind.Relative));
        ComesBack<Version?>(null, new Version(1, 2), new Version(1, 2, 3, 4));
        ComesBack<IPAddress?>(null, IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("fe80::1%7"));
        ComesBack<IPEndPoint?>(null, new IPEndPoint(IPAddress.Loopback, 80), new IPEndPoint(IPAddress.IPv6Any, 65535));
        ComesBack(default, GrainId.Create("wallet", "a/b c"));
        ComesBack<SiloAddress?>(null, SiloAddress.New(IPAddress.Loopback, 11111, 5), SiloAddress.New(IPAddress.IPv6Loopback, 1, -5));
        ComesBack(default, StreamId.Create("ns", "key"), StreamId.Create(null, "key"));
        ComesBack(new GrainType(IdSpan.Create("wallet")));
        ComesBack(new GrainInterfaceType("nusaloka.IWalletGrain"));
    }

    [Fact]
    public void Bytes_ComeBack()
    {
        ComesBack<byte[]?>(null, [], [1, 2, 3], new byte[5000]);
        Assert.Equal([1, 2], Wire.RoundTrip<ReadOnlyMemory<byte>>(new byte[] { 1, 2 }).ToArray());
        Assert.Equal([1, 2], Wire.RoundTrip<Memory<byte>>(new byte[] { 1, 2 }).ToArray());
    }

    [Fact]
    public void CancellationToken_StaysHere()
    {
        using var source = new CancellationTokenSource();

        Assert.Equal(CancellationToken.None, Wire.RoundTrip(source.Token));
    }

    private static void ComesBack<T>(params T[] values)
    {
        foreach (var value in values)
        {
            Assert.Equal(value, Wire.RoundTrip(value));
            // As a member it may be left out.
            Assert.Equal(value, Wire.RoundTrip(new Happened<T>(value)).What);
        }
    }
}
