using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Tests.Accounts;

public sealed class PasswordHasherTests : IDisposable
{
    private const string Password = "kata-sandi-1";

    private readonly PasswordHasher _hasher = new(Options.Create(new PasswordOptions { Concurrency = 1, MaxWaiting = 100 }));

    public void Dispose() => _hasher.Dispose();

    [Theory]
    [InlineData(72)]
    [InlineData(89)]
    [InlineData(127)]
    public async Task Verify_LongPasswordsThatDifferLate_AreTwo(int place)
    {
        var password = new string('s', 128);
        var hash = await _hasher.HashAsync(password);

        Assert.Equal(PasswordCheck.Right, await _hasher.VerifyAsync(hash, password));
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(hash, password[..place] + "t" + password[(place + 1)..]));
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(hash, password[..place]));
    }

    [Fact]
    public async Task Verify_TheRightPassword_IsTrueAndAnyOtherFalse()
    {
        var hash = await _hasher.HashAsync(Password);

        Assert.Equal(PasswordCheck.Right, await _hasher.VerifyAsync(hash, Password));
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(hash, Password + " "));
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(hash, Password.ToUpperInvariant()));
    }

    [Fact]
    public async Task Verify_AHashOfFewerRounds_SaysSo()
    {
        using var stronger = new PasswordHasher(Options.Create(new PasswordOptions { Iterations = 220_000, Concurrency = 1, MaxWaiting = 10 }));
        var hash = await _hasher.HashAsync(Password);

        Assert.Equal(PasswordCheck.RightAndOutdated, await stronger.VerifyAsync(hash, Password));
        Assert.Equal(PasswordCheck.Wrong, await stronger.VerifyAsync(hash, "another"));
        Assert.Equal(PasswordCheck.Right, await stronger.VerifyAsync(await stronger.HashAsync(Password), Password));
    }

    [Fact]
    public async Task Hash_Stored_HasTheRoundsThatThePolicyAsksFor()
    {
        // ASP.NET Core Identity version 3: 0x01, PRF (2 = HMAC-SHA512), rounds, salt length, all big-endian, then salt and subkey.
        var bytes = Convert.FromBase64String(await _hasher.HashAsync(Password) ?? "");

        var rounds = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5));
        var saltLength = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(9));
        var (salt, subkey) = (bytes[13..(13 + saltLength)], bytes[(13 + saltLength)..]);
        Assert.Equal((0x01, 2), (bytes[0], BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1))));
        Assert.True(rounds >= 210_000, $"{rounds} rounds");
        Assert.True(saltLength >= 16, $"{saltLength} bytes of salt");
        Assert.Equal(Rfc2898DeriveBytes.Pbkdf2(Password, salt, rounds, HashAlgorithmName.SHA512, subkey.Length), subkey);
    }

    [Fact]
    public async Task Hash_OnePasswordTwice_IsSaltedTwice() => Assert.NotEqual(await _hasher.HashAsync(Password), await _hasher.HashAsync(Password));

    [Theory]
    [InlineData(209_999, 1, 1)]
    [InlineData(210_000, 0, 1)]
    [InlineData(210_000, 1, 0)]
    public void Options_BelowTheLeast_AreRefused(int iterations, int concurrency, int waiting)
    {
        var options = new PasswordOptions { Iterations = iterations, Concurrency = concurrency, MaxWaiting = waiting };

        Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(() =>
            System.ComponentModel.DataAnnotations.Validator.ValidateObject(options, new(options), validateAllProperties: true));
    }

    [Fact]
    public async Task Verify_NobodysHash_IsFalseEvenForThePasswordBehindIt()
    {
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(hash: null, "nobody has this password"));
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(hash: null, Password));
    }

    [Fact]
    public async Task Hash_MoreThanMayWait_AreRefusedAtOnceAndTheOthersDone()
    {
        // Slow enough that the one thread cannot keep up with a loop that only hands work over.
        using var slow = new PasswordHasher(Options.Create(new PasswordOptions { Iterations = 400_000, Concurrency = 1, MaxWaiting = 2 }));

        var asked = Enumerable.Range(0, 50).Select(_ => slow.HashAsync(Password)).ToArray();
        var refusedAtOnce = asked.Count(static hash => hash is { IsCompletedSuccessfully: true, Result: null });
        var hashes = await Task.WhenAll(asked);

        var done = hashes.OfType<string>().ToArray();
        Assert.True(refusedAtOnce > 0, "None of 50 was refused though only 2 may wait.");
        Assert.True(done.Length >= 2, $"{done.Length} were done though 2 may wait.");
        Assert.Equal(50, refusedAtOnce + done.Length);
        Assert.Equal(PasswordCheck.Right, await slow.VerifyAsync(done[0], Password));
    }

    /// <summary>The one without an account waits in the same queue, runs on the same thread, and is refused like any other.</summary>
    [Fact]
    public async Task Verify_NobodysHashInAFullQueue_IsRefusedLikeAnyOther()
    {
        using var slow = new PasswordHasher(Options.Create(new PasswordOptions { Iterations = 400_000, Concurrency = 1, MaxWaiting = 1 }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => slow.VerifyAsync(hash: null, Password)));

        Assert.Contains(PasswordCheck.Busy, answers);
        Assert.Contains(PasswordCheck.Wrong, answers);
        Assert.DoesNotContain(PasswordCheck.Right, answers);
    }

    [Fact]
    public async Task Verify_DamagedHash_FailsThatCallOnly()
    {
        await Assert.ThrowsAsync<FormatException>(() => _hasher.VerifyAsync("not base64!", Password));

        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(hash: null, Password));
    }
}
