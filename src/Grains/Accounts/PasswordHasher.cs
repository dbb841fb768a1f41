using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Hashes and checks passwords on a few threads of their own, so that a flood of sign-ins neither takes the thread pool from
/// the grains nor grows without bound. Other work has three times their weight.
/// </summary>
internal sealed class PasswordHasher : IDisposable
{
    // setpriority(2): PRIO_PROCESS and 0 is the calling thread.
    private const int ThisThread = 0;

    // A third of the weight of who is not nice (kernel/sched/core.c, sched_prio_to_weight). At 15 it is a thirtieth: where both cores had enough to do,
    // 25 people who registered waited for half a minute.
    private const int Niceness = 5;

    private static readonly object NoUser = new();

    private readonly PasswordHasher<object> _hasher;
    private readonly BlockingCollection<Action> _waiting;
    private readonly string _nobodysHash;

    public PasswordHasher(IOptions<PasswordOptions> options)
    {
        var limits = options.Value;
        _hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = limits.Iterations }));
        _waiting = new BlockingCollection<Action>(limits.MaxWaiting);
        _nobodysHash = _hasher.HashPassword(NoUser, "nobody has this password");
        for (var i = 0; i < limits.Concurrency; i++)
            new Thread(Work) { IsBackground = true, Name = $"password-{i}", Priority = ThreadPriority.BelowNormal }.Start();
    }

    /// <summary>The hash of a new password; null when too many wait.</summary>
    public Task<string?> HashAsync(string password) => RunAsync<string?>(() => _hasher.HashPassword(NoUser, PasswordText.Normalize(password)), null);

    /// <summary>
    /// Whether the password belongs to the hash. Without a hash it takes as long and is wrong, so that the time does not tell who has an
    /// account.
    /// </summary>
    public Task<PasswordCheck> VerifyAsync(string? hash, string password) => RunAsync(
        () => _hasher.VerifyHashedPassword(NoUser, hash ?? _nobodysHash, PasswordText.Normalize(password)) switch
        {
            PasswordVerificationResult.Success when hash is not null => PasswordCheck.Right,
            PasswordVerificationResult.SuccessRehashNeeded when hash is not null => PasswordCheck.RightAndOutdated,
            _ => PasswordCheck.Wrong,
        },
        PasswordCheck.Busy);

    /// <inheritdoc/>
    public void Dispose() => _waiting.CompleteAdding();

    private Task<T> RunAsync<T>(Func<T> work, T whenBusy)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var accepted = !_waiting.IsAddingCompleted && _waiting.TryAdd(() =>
        {
            try
            {
                result.SetResult(work());
            }
            catch (Exception exception)
            {
                result.SetException(exception);
            }
        });
        return accepted ? result.Task : Task.FromResult(whenBusy);
    }

    private void Work()
    {
        OtherPeopleFirst();
        foreach (var work in _waiting.GetConsumingEnumerable())
            work();
    }

    /// <summary>
    /// .NET gives threads no priority on Linux, where a thread may make itself nicer without any right to: then the scheduler gives whoever else
    /// wants to run three times as much, and a flood of sign-ins gets no more than the rest.
    /// </summary>
    private static void OtherPeopleFirst()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                _ = SetPriority(ThisThread, 0, Niceness);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system whose C library has another name: hashing is as good without.
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);
}
