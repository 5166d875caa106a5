using BotOps.Core.Chat;
using BotOps.Core.Logs;

namespace BotOps.Tests.Logs;

public class LogExcerptsTests
{
    [Fact]
    public void Lines_that_repeat_are_one_and_what_is_long_is_cut()
    {
        var shown = LogExcerpts.Shown(Lines("starts", "fail: no price list", "fail: no price list", "\u001b[31mfail: no price list\u001b[0m", new string('x', 400), "starts"), error: 3);
        Assert.Equal([new("starts"), new("fail: no price list (×3)", Error: true), new(new string('x', 300) + "…"), new("starts")], shown);
    }

    static List<LogLine> Lines(params string[] lines) => [.. lines.Select((text, at) => new LogLine(at + 1, DateTimeOffset.UnixEpoch, "order-01", text))];
}
