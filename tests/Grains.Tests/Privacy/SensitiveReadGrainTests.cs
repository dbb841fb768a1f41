using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Privacy;

namespace Nusaloka.Grains.Tests.Privacy;

public sealed class SensitiveReadGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Record_SeveralPeople_IsListedForEachNewestFirst()
    {
        var (siti, budi) = (GrainCluster.NewId(), GrainCluster.NewId());

        await Reads.RecordAsync(new RecordReads("officer-1", Role.Officer, [siti, budi], "account"));
        await Reads.RecordAsync(new RecordReads("stays", Role.Service, [siti], "balance"));

        var page = (await Reads.ListAsync(siti, new PageRequest(1, null))).Value!;
        var rest = (await Reads.ListAsync(siti, new PageRequest(1, page.NextCursor))).Value!;
        Assert.Equal(("stays", Role.Service, siti, "balance"), Shape(Assert.Single(page.Items)));
        Assert.Equal(("officer-1", Role.Officer, siti, "account"), Shape(Assert.Single(rest.Items)));
        Assert.Null(rest.NextCursor);
        Assert.Single((await Reads.ListAsync(budi, new PageRequest(10, null))).Value!.Items);
        Assert.Equal(PageErrors.CursorInvalid, (await Reads.ListAsync(siti, new PageRequest(10, "?"))).Error);
    }

    [Theory]
    [InlineData("update sensitive_read set what = 'nothing' where subject_id = $1")]
    [InlineData("delete from sensitive_read where subject_id = $1")]
    public async Task Rows_ThatAreThere_CannotBeChanged(string sql)
    {
        var siti = GrainCluster.NewId();
        await Reads.RecordAsync(new RecordReads("officer-1", Role.Officer, [siti], "account"));

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => cluster.Database.ExecuteAsync(sql, siti));

        Assert.Single((await Reads.ListAsync(siti, new PageRequest(10, null))).Value!.Items);
    }

    private ISensitiveReadGrain Reads => cluster.Grain<ISensitiveReadGrain>("0");

    private static (string, Role, string, string) Shape(SensitiveRead read) => (read.ReaderId, read.ReaderRole, read.SubjectId, read.What);
}
