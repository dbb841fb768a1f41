using Nusaloka.Accounts.Programs;

namespace Nusaloka.Api.Auth.Programs;

/// <summary>Who knows which programs there are.</summary>
public interface IProgramSource
{
    /// <summary>All programs, with the versions that their tokens must have.</summary>
    Task<KnownPrograms> ListAsync(CancellationToken cancellationToken);
}
