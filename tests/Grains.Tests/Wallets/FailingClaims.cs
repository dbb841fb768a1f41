using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>Claims that never reach the ledger, and fail when a test says so.</summary>
public sealed class FailingClaims
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<PostingResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a wallet claims.</summary>
    public Task Asked => _asked.Task;

    public void Fail(Exception exception) => _answer.SetException(exception);

    /// <summary>Puts itself before the ledger of these services.</summary>
    public void PutBefore(IServiceCollection services)
    {
        var real = services.Single(static service => service.ServiceType == typeof(ILedger)).ImplementationType
            ?? throw new InvalidOperationException("The ledger is not registered by its type.");
        services.AddSingleton(real);
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var ledger = DispatchProxy.Create<ILedger, Ledger>();
            ((Ledger)ledger).Set(this, (ILedger)provider.GetRequiredService(real));
            return ledger;
        }));
    }

    /// <summary>Passes everything on but claims. The proxy derives from it.</summary>
    public class Ledger : DispatchProxy
    {
        private FailingClaims? _claims;
        private ILedger? _real;

        public void Set(FailingClaims claims, ILedger real) => (_claims, _real) = (claims, real);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod?.Name != nameof(ILedger.ClaimAsync))
                return targetMethod?.Invoke(_real, args);

            _claims?._asked.TrySetResult();
            return _claims?._answer.Task;
        }
    }
}
