using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Tests.Privacy;

public sealed class ErasureHandlerTests
{
    [Fact]
    public async Task Handle_OneThatCannotErase_LetsTheOthersDoSoAndIsToldOf()
    {
        var (first, last) = (new Eraser(fails: true), new Eraser(fails: false));
        var closed = new AccountClosed("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", []);

        var failure = await Assert.ThrowsAsync<AggregateException>(
            () => new ErasureHandler([first, last]).HandleAsync(closed, null!, CancellationToken.None));

        Assert.Equal((1, 1), (first.Asked, last.Asked));
        Assert.Equal("not yet", Assert.Single(failure.InnerExceptions).Message);
    }

    private sealed class Eraser(bool fails) : IPersonalDataEraser
    {
        public int Asked { get; private set; }

        public Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
        {
            Asked++;
            return fails ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        }
    }
}
