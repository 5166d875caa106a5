using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Chat.Commands;

public class HelpTests
{
    [Fact]
    public void Every_example_is_right()
    {
        foreach (var command in CommandTable.All)
        {
            Assert.IsNotType<FormWanted>(CommandParser.Parse(command.Example));
            foreach (var option in command.Options)
                CommandParser.Parse($"{command.Slash} {(command.Name switch { "deploy" => "order-svc", "project" => "add order-svc", "scale" => option.Name is "--hosts" or "--protect" ? "in order-svc" : "out order-svc +2", _ => "42" })} {option.Name} {option.Example}");
        }
    }

    [Fact]
    public void It_lists_only_what_the_person_may_do()
    {
        var requester = Lines(Help.For(role => role == Role.Requester));

        Assert.Contains(requester, line => line.StartsWith("/deploy <project> [ref] [to ENV]", StringComparison.Ordinal));
        Assert.DoesNotContain(requester, line => line.Contains("approve", StringComparison.Ordinal));
        Assert.DoesNotContain(Lines(Help.For(_ => false)), line => line.StartsWith("/deploy", StringComparison.Ordinal));
        Assert.Contains(Lines(Help.For(role => role == Role.Approver)), line => line == "/botops reject <release> --reason TEXT  Refuses a release, with the reason");
    }

    [Fact]
    public void Of_one_command_it_lists_every_option() =>
        Assert.Contains("--pause none|first|each  Wait for a person after the first wave, or after each", Lines(Help.For("deploy")));

    [Theory]
    [InlineData("/deploy report-svc release/11.3 to staging", "Asks for report-svc at release/11.3 to staging")]
    [InlineData("/deploy order-svc --serial --pause first --wait 2m", "Asks for order-svc, one host at a time, pausing after the first wave, watching every wave for 2 m")]
    [InlineData("/deploy order-svc --batch 1,25%,100% --plan", "Shows to you alone the plan for order-svc, up to 1, then 25%, then 100% of the hosts")]
    [InlineData("/botops reject 42 --reason \"after the freeze\"", "Rejects #42: “after the freeze”")]
    [InlineData("/deploy", "Opens a form: project not typed yet")]
    [InlineData("/botops status", "What runs, what waits and for whom")]
    public void A_line_reads_as_what_it_would_do(string typed, string reads) =>
        Assert.Equal(reads, string.Concat(Reads.Of(CommandParser.Parse(typed)).Select(s => s.Text)));

    static List<string> Lines(IReadOnlyList<IReadOnlyList<Span>> lines) => [.. lines.Select(l => string.Concat(l.Select(s => s.Text)))];
}
