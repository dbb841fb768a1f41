using System.Data.Common;
using Nusaloka.Persistence;

namespace Nusaloka.Silo;

/// <summary>What the database throws at a grain's method reaches the caller as <see cref="DatabaseFailure"/> has it.</summary>
internal sealed class DatabaseFailureFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (DbException exception)
        {
            throw DatabaseFailure.Of(exception, context.TargetId);
        }
    }
}
