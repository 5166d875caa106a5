using BotOps.Core;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Chat.Commands;

/// <summary>Hosts out and in, builds ahead of time, and builds as they are.</summary>
public class HostAndBuildTests
{
    [Theory]
    [InlineData("/botops host order-01 out --reason \"new disk\"", "HostInput { Host = order-01, Out = True, Project = , Environment = , Reason = new disk }")]
    [InlineData("@botops host Order-01 OUT --reason disk", "HostInput { Host = order-01, Out = True, Project = , Environment = , Reason = disk }")]
    [InlineData("/botops host order-01 in", "HostInput { Host = order-01, Out = False, Project = , Environment = , Reason =  }")]
    [InlineData("/botops host order-01 in pay-svc to staging --reason done", "HostInput { Host = order-01, Out = False, Project = pay-svc, Environment = staging, Reason = done }")]
    [InlineData("/botops host order-01 to staging out —reason “坏盘”", "HostInput { Host = order-01, Out = True, Project = , Environment = staging, Reason = 坏盘 }")]
    [InlineData("/build order-svc master", "BuildInput { Project = order-svc, Reference = master, Environment =  }")]
    [InlineData("/build order-svc release/11.3 to staging", "BuildInput { Project = order-svc, Reference = release/11.3, Environment = staging }")]
    [InlineData("/botops cancel build:17 --reason \"wrong branch\"", "CancelBuildInput { Build = 17, Reason = wrong branch }")]
    [InlineData("/botops cancel Build：１７", "CancelBuildInput { Build = 17, Reason =  }")]
    [InlineData("/botops cancel #42", "ReleaseInput { Verb = Cancel, Release = 42, Reason =  }")]
    public void It_reads(string typed, string means) => Assert.Equal(means, CommandParser.Parse(typed).ToString());

    [Fact]
    public void A_build_as_it_is_is_a_ref_of_its_own() => Assert.Equal("build:17", ((DeployInput)CommandParser.Parse("/deploy order-svc BUILD:17 --serial")).Reference);

    [Theory]
    [InlineData("/botops host order-01 out", "host asks reason, knows host order-01, out|in out")]
    [InlineData("/botops host order-01", "host asks out|in, knows host order-01")]
    [InlineData("/build order-svc", "build asks ref, knows project order-svc")]
    [InlineData("/botops cancel", "cancel asks release, knows ")]
    public void What_is_missing_is_asked_for(string typed, string asks)
    {
        var form = Assert.IsType<FormWanted>(CommandParser.Parse(typed));

        Assert.Equal(asks, $"{form.Command} asks {string.Join(", ", form.Missing)}, knows {string.Join(", ", form.Known.Select(k => $"{k.Key} {k.Value}"))}");
    }

    [Theory]
    [InlineData("/botops host order-01 off", "off is neither out nor in.", "off", "/botops host order-01 out --reason \"new disk\"")]
    [InlineData("/botops host @order-01 in", "@order-01 cannot be a name.", "@order-01", "/botops host order-01 in")]
    [InlineData("/botops cancel build:x", "build:x is not the number of a build. Write build:17.", "build:x", "/botops cancel 42 --reason \"wrong branch\"")]
    [InlineData("/botops cancel build:0", "build:0 is not the number of a build. Write build:17.", "build:0", "/botops cancel 42 --reason \"wrong branch\"")]
    [InlineData("/botops cancel master", "master is not the number of a release or build. Write 42, #42 or build:17.", "master", "/botops cancel 42 --reason \"wrong branch\"")]
    [InlineData("/deploy order-svc build:1234567890123456789", "build:1234567890123456789 is not the number of a build.", "build:1234567890123456789", "/deploy order-svc master --serial")]
    [InlineData("/deploy order-svc build:17 --rebuild --serial", "build:17 is deployed as it is, so --rebuild makes no sense with it.", "--rebuild", "/deploy order-svc build:17 --serial")]
    [InlineData("/build order-svc build:17", "build:17 is a build already.", "build:17", "/build order-svc master")]
    public void It_names_what_is_wrong_and_offers_what_is_right(string typed, string says, string atFault, string tryInstead)
    {
        var error = Assert.Throws<UserError>(() => CommandParser.Parse(typed));

        Assert.StartsWith(says, error.Message, StringComparison.Ordinal);
        Assert.Equal((atFault, tryInstead), (error.AtFault, error.TryInstead));
    }

    [Theory]
    [InlineData("/botops host order-01 out --reason \"new disk\"", "Takes out order-01: “new disk”")]
    [InlineData("/botops host order-01 in pay-svc to staging", "Brings back in order-01 of pay-svc to staging")]
    [InlineData("/build order-svc master", "Builds ahead of time order-svc at master")]
    [InlineData("/botops cancel build:17", "Cancels build:17")]
    [InlineData("/deploy order-svc build:17", "Asks for order-svc at build:17")]
    public void A_line_reads_as_what_it_would_do(string typed, string reads) =>
        Assert.Equal(reads, string.Concat(Reads.Of(CommandParser.Parse(typed)).Select(s => s.Text)));

    [Theory]
    [InlineData("/botops host ", "/botops host order-01 |/botops host order-02 ")]
    [InlineData("/botops host order-01 ", "/botops host order-01 out |/botops host order-01 in ")]
    [InlineData("/botops host order-01 out pay-svc to ", "/botops host order-01 out pay-svc to pay-svc-production ")]
    [InlineData("/deploy order-svc build:1", "/deploy order-svc build:17 |/deploy order-svc build:16 ")]
    [InlineData("/deploy order-svc 17", "/deploy order-svc build:17 ")]
    [InlineData("/build order-svc build:1", "")]
    [InlineData("/botops cancel ", "/botops cancel 43 |/botops cancel build:18 ")]
    public async Task What_may_come_next(string typed, string lines)
    {
        var sources = new SuggestionSources
        {
            May = _ => true,
            References = (_, _, _) => List("master"),
            Builds = (_, _) => List("build:17", "build:16"),
            EveryHost = _ => List("order-01", "order-02"),
            Environments = (project, _) => List($"{project}-production"),
            Releases = (_, _) => List("43", "build:18"),
        };
        var offered = (await Suggestions.For(typed, sources, CancellationToken.None)).Select(s => s.Insert).Where(s => !s.Contains("--") && !s.EndsWith("to ", StringComparison.Ordinal));

        Assert.Equal(lines, string.Join('|', offered));
    }

    static Task<IReadOnlyList<Named>> List(params string[] names) => Task.FromResult<IReadOnlyList<Named>>([.. names.Select(n => new Named(n))]);
}
