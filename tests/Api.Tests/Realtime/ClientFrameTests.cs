using System.Text;
using Nusaloka.Api.Realtime;

namespace Nusaloka.Api.Tests.Realtime;

public sealed class ClientFrameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"ping\"")]
    [InlineData("{}")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":"ping"} {"type":"ping"}""")]
    [InlineData("""{"type":"ping","type":"ping"}""")]
    [InlineData("""{"TYPE":"ping"}""")]
    [InlineData("""{"type":"ping","seq":"1"}""")]
    [InlineData("""{"type":"ping","seq":9223372036854775808}""")]
    [InlineData("""{"type":"ping","seq":1e400}""")]
    [InlineData("""{"type":"message","latitude":NaN}""")]
    [InlineData("""{"type":"message","message_type":1}""")]
    [InlineData("""{"type":"message","content":"\u0000"}""")]
    [InlineData("""{"type":"message","content":"\ud83d"}""")]
    [InlineData("""{"type":"message","\ud83d":1}""")]
    public void Parse_WhatIsNoFrame_IsNull(string text) => Assert.Null(ClientFrame.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Parse_WhatIsNoText_IsNull()
    {
        Assert.Null(ClientFrame.Parse([.. "{\"type\":\""u8, 0xC3, 0x28, .. "\"}"u8]));
        Assert.Null(ClientFrame.Parse([.. "{\"type\":\"ping\",\""u8, 0xFF, .. "\":1}"u8]));
        Assert.Null(ClientFrame.Parse(Encoding.UTF8.GetBytes($$"""{"type":"ping","id":"{{new string('a', 65)}}"}""")));
        Assert.Null(ClientFrame.Parse(Encoding.UTF8.GetBytes($$"""{"type":{{new string('[', 1_000)}}""")));
    }

    [Fact]
    public void Parse_AFrame_HasWhatItSays()
    {
        var frame = ClientFrame.Parse("""{"type":"edit","conversation_id":"r","message_id":"r:3","seq":4,"content":"halo"}"""u8);

        Assert.Equal(("edit", "r", "r:3", "halo"), (frame!.Type, frame.ConversationId, frame.Message, frame.Content));
        Assert.DoesNotContain("halo", frame.ToString(), StringComparison.Ordinal);
    }
}
