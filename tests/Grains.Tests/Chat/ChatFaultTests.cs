using Nusaloka.Chat;
using Nusaloka.Testing;
using Orleans.Storage;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>What goes wrong while a room is written: whoever is answered is right, and whoever is not may ask again.</summary>
public sealed class ChatFaultTests(ChatCluster chat) : IClassFixture<ChatCluster>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => chat.AssertWholeAsync();

    [Fact]
    public async Task Send_AfterAnotherActivationHasWritten_IsRefusedAndDoneOnceWhenRepeated()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.GroupAsync(people);
        var command = new SendMessage(people[0], MessageContent.Of("halo"), ChatCluster.NewName());
        Assert.Equal(1, await chat.Database.ExecuteAsync("update chat_room set version = version + 1 where id = $1", Guid.Parse(room.GetPrimaryKeyString())));

        await Assert.ThrowsAsync<InconsistentStateException>(() => room.SendAsync(command));
        SentMessage? sent = null;
        await Eventually.TrueAsync("another activation", async () =>
        {
            try
            {
                sent = (await room.SendAsync(command)).Value;
            }
            catch (InconsistentStateException)
            {
                // The old one is still on its way out.
            }

            return sent is not null;
        });

        Assert.False(sent!.Replayed);
        Assert.Equal(sent.Message.Seq, (await room.SendAsync(command)).Value!.Message.Seq);
    }

    [Fact]
    public async Task Send_OneThatTheDatabaseRefuses_FailsItsRoomAndNoOther()
    {
        var people = await chat.PeopleAsync(2);
        var (broken, sound) = (await chat.GroupAsync(people), await chat.GroupAsync(people));
        await chat.Database.ExecuteAsync("""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'as the test wants'; end $$;
            create trigger refuse before insert on chat_event for each row when (new.body = 'refuse me') execute function refuse()
            """);
        var texts = Enumerable.Range(0, 40).Select(static i => i == 17 ? "refuse me" : $"{i}").ToArray();
        var commands = Array.ConvertAll(texts, text => new SendMessage(people[0], MessageContent.Of(text), ChatCluster.NewName()));

        var sound40 = commands.Select(command => sound.SendAsync(command with { Content = MessageContent.Of("sound") })).ToList();
        var first = await Task.WhenAll(commands.Select(command => TryAsync(broken, command)));
        Assert.All(await Task.WhenAll(sound40), static answer => Assert.True(answer.IsSuccess));
        Assert.Null(first[17]);
        Assert.Contains(first, static sent => sent is not null);
        var again = new SentMessage?[commands.Length];
        foreach (var i in Enumerable.Range(0, commands.Length).Where(static i => i != 17))
        {
            await Eventually.TrueAsync("an answer", async () => (again[i] = await TryAsync(broken, commands[i])) is not null);
            // What was acknowledged is what it was.
            if (first[i] is { } acknowledged)
                Assert.Equal((acknowledged.Message.Seq, true), (again[i]!.Message.Seq, again[i]!.Replayed));
        }

        Assert.Equal(39, again.OfType<SentMessage>().Select(static sent => sent.Message.Seq).Distinct().Count());
        Assert.Null(await TryAsync(broken, commands[17]));
    }

    [Fact]
    public async Task MarkRead_OfAWriterWhoEnds_IsStoredFirst()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.GroupAsync(people);
        var sent = (await room.SendAsync(new SendMessage(people[0], MessageContent.Of("halo")))).Value!.Message;

        await room.MarkReadAsync(people[1], sent.Seq);
        // Ends the activation at once.
        await room.ForgetAsync(Cluster.GrainCluster.NewId());

        await Eventually.EqualAsync("the stored mark", sent.Seq, () => chat.Database.ScalarAsync<long>(
            "select read_seq from chat_member where room_id = $1 and account_id = $2", Guid.Parse(room.GetPrimaryKeyString()), Guid.Parse(people[1])));
    }

    private static async Task<SentMessage?> TryAsync(IChatRoomGrain room, SendMessage command)
    {
        try
        {
            return (await room.SendAsync(command)).Value;
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            return null;
        }
    }
}
