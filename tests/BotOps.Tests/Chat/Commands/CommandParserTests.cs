using BotOps.Core;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Chat.Commands;

public class CommandParserTests
{
    [Theory]
    [InlineData("/deploy order-svc", "deploy order-svc")]
    [InlineData("/deploy order-svc master --serial", "deploy order-svc master serial")]
    [InlineData("deploy order-svc master", "deploy order-svc master")]
    [InlineData("/botops deploy order-svc master", "deploy order-svc master")]
    [InlineData("@botops deploy order-svc", "deploy order-svc")]
    [InlineData("@botops: Deploy Order-svc Master", "deploy order-svc Master")]
    [InlineData("/deploy order-svc to staging", "deploy order-svc to staging")]
    [InlineData("/deploy order-svc release/11.3 to staging --plan", "deploy order-svc release/11.3 to staging plan")]
    [InlineData("/deploy order-svc to staging master", "deploy order-svc master to staging")]
    [InlineData("/deploy order-svc \"to\" to staging", "deploy order-svc to to staging")]
    [InlineData("/deploy --serial order-svc -- master", "deploy order-svc master serial")]
    [InlineData("/deploy order-svc —serial", "deploy order-svc serial")]
    [InlineData("/deploy order-svc –serial — master", "deploy order-svc master serial")]
    [InlineData("／ｄｅｐｌｏｙ　ｏｒｄｅｒ－ｓｖｃ　ｍａｓｔｅｒ　——ｂａｔｃｈ　１，２５％，１００％", "deploy order-svc master batch=1,25%,100%")]
    [InlineData("/deploy order-svc --batch 1, 25%, 100%", "deploy order-svc batch=1,25%,100%")]
    [InlineData("/deploy order-svc --batch=25% --wait:1h30m", "deploy order-svc batch=25% wait=01:30:00")]
    [InlineData("/deploy order-svc --hosts A,b-* --exclude b-2", "deploy order-svc hosts=a,b-* exclude=b-2")]
    [InlineData("/deploy order-svc --hosts a、b", "deploy order-svc hosts=a,b")]
    [InlineData("/deploy order-svc --PAUSE Each --max-fail 10% --min-up 3", "deploy order-svc pause=Each max-fail=10% min-up=3")]
    [InlineData("/deploy order-svc --expires 30m --rebuild", "deploy order-svc expires=00:30:00 rebuild")]
    [InlineData("/deploy order-svc --note “fix — the ‘login’，please”", "deploy order-svc note=[fix — the ‘login’，please]")]
    [InlineData("/deploy order-svc --note 'don't ask' master", "deploy order-svc master note=[don't ask]")]
    [InlineData("/deploy order-svc --note \"say \\\"hi\\\"\"", "deploy order-svc note=[say \"hi\"]")]
    [InlineData("/deploy order-svc --note \"--serial: no\"", "deploy order-svc note=[--serial: no]")]
    [InlineData("/deploy order-svc --note=\"two words\" master", "deploy order-svc master note=[two words]")]
    [InlineData("/deploy order-svc --note \"\"", "deploy order-svc")]
    [InlineData("/dep\u200Bloy\u00A0order\u202E-svc\tmaster", "deploy order-svc master")]
    [InlineData("/botops status", "StatusInput { Project =  }")]
    [InlineData("/botops STATUS pay-svc", "StatusInput { Project = pay-svc }")]
    [InlineData("hosts order-svc to production", "HostsInput { Project = order-svc, Environment = production }")]
    [InlineData("/botops history", "HistoryInput { Project = , Release =  }")]
    [InlineData("/botops log #42", "LogInput { Release = 42 }")]
    [InlineData("/botops log ＃４２", "LogInput { Release = 42 }")]
    [InlineData("/botops pause 42", "ReleaseInput { Verb = Pause, Release = 42, Reason =  }")]
    [InlineData("/botops resume 42", "ReleaseInput { Verb = Resume, Release = 42, Reason =  }")]
    [InlineData("/botops abort 42 --reason \"traffic spike\"", "ReleaseInput { Verb = Abort, Release = 42, Reason = traffic spike }")]
    [InlineData("/botops cancel #42", "ReleaseInput { Verb = Cancel, Release = 42, Reason =  }")]
    [InlineData("/botops approve 42", "ReleaseInput { Verb = Approve, Release = 42, Reason =  }")]
    [InlineData("/botops reject 42 --reason later", "ReleaseInput { Verb = Reject, Release = 42, Reason = later }")]
    [InlineData("/botops projects", "ProjectsInput { }")]
    [InlineData("/botops whoami", "WhoAmIInput { }")]
    [InlineData("/botops login", "LoginInput { Release =  }")]
    [InlineData("/botops login #42", "LoginInput { Release = 42 }")]
    [InlineData("/botops help /Deploy", "HelpInput { Command = deploy }")]
    [InlineData("/deploy order-svc --help", "HelpInput { Command = deploy }")]
    [InlineData("/botops", "HelpInput { Command =  }")]
    [InlineData("   ", "HelpInput { Command =  }")]
    [InlineData("/deploy", "form deploy asks project")]
    [InlineData("/deploy to staging --serial", "form deploy asks project, knows environment staging, serial yes")]
    [InlineData("/botops reject 42", "form reject asks reason, knows release 42")]
    [InlineData("/botops reject 42 --reason \" \"", "form reject asks reason, knows release 42")]
    [InlineData("/botops pause", "form pause asks release")]
    public void It_reads(string typed, string means) => Assert.Equal(means, Written(CommandParser.Parse(typed)));

    [Theory]
    [InlineData("/deploy order-svc --seriel", "There is no option --seriel. Did you mean --serial?", "--seriel", "/deploy order-svc --serial")]
    [InlineData("/deploy order-svc -serial", "There is no option -serial. Did you mean --serial?", "-serial", "/deploy order-svc --serial")]
    [InlineData("/deploy order-svc —seriel —batch 0", "There is no option --seriel. Did you mean --serial?", "--seriel", "/deploy order-svc --serial")]
    [InlineData("/deploy order-svc --upload-pack=x", "deploy has no option --upload-pack. /botops help deploy lists what it has.", "--upload-pack", "/deploy order-svc")]
    [InlineData("/deploy order-svc --to staging", "There is no option --to. Write the environment without dashes: to production.", "--to", "/deploy order-svc to staging")]
    [InlineData("/deploy order-svc --env=staging", "There is no option --env. Write the environment without dashes: to production.", "--env", "/deploy order-svc to staging")]
    [InlineData("/deploy order-svc to", "After “to” comes an environment: to production.", "to", "/deploy order-svc master --serial")]
    [InlineData("/deploy order-svc to a to b", "“to” is there twice. A release goes to one environment.", "to", "/deploy order-svc to a")]
    [InlineData("/deploy order-svc --serial --halves", "--serial, --halves and --batch exclude each other. Keep one.", "--halves", "/deploy order-svc --serial")]
    [InlineData("/deploy order-svc --batch 2 --serial master", "--serial, --halves and --batch exclude each other. Keep one.", "--serial", "/deploy order-svc --batch 2 master")]
    [InlineData("/deploy order-svc --serial master --serial", "--serial is there twice. Keep one.", "--serial", "/deploy order-svc --serial master")]
    [InlineData("/deploy order-svc --note a --note b", "--note is there twice. Keep one.", "--note", "/deploy order-svc --note a")]
    [InlineData("/deploy order-svc --serial=yes", "--serial stands alone and takes no value.", "--serial", "/deploy order-svc --serial")]
    [InlineData("/deploy order-svc --wait --serial", "--wait needs a value, T: --wait 2m.", "--wait", "/deploy order-svc --wait 2m --serial")]
    [InlineData("/deploy order-svc --batch 0", "A wave has at least one host. Write 1 or more.", "0", "/deploy order-svc --batch 1,25%,100%")]
    [InlineData("/deploy order-svc --batch 150%", "150% is more than all hosts. A share goes up to 100%.", "150%", "/deploy order-svc --batch 1,25%,100%")]
    [InlineData("/deploy order-svc --batch ,", "The list is empty. Write its entries with commas and no spaces.", ",", "/deploy order-svc --batch 1,25%,100%")]
    [InlineData("/deploy order-svc --wait 99d", "--wait is at most 24 h.", "99d", "/deploy order-svc --wait 2m")]
    [InlineData("/deploy order-svc --wait 90", "90 is not a time. Write a number and its unit: 30s, 2m or 1h30m.", "90", "/deploy order-svc --wait 2m")]
    [InlineData("/deploy order-svc --expires 1s", "--expires is between 1 m and 168 h.", "1s", "/deploy order-svc --expires 2h")]
    [InlineData("/deploy order-svc --max-fail -1", "-1 is not a number of hosts. Write a count such as 3, or a share such as 25%.", "-1", "/deploy order-svc --max-fail 1")]
    [InlineData("/deploy order-svc --min-up 9999999999", "9999999999 is not a number of hosts. Write a count such as 3, or a share such as 25%.", "9999999999", "/deploy order-svc --min-up 50%")]
    [InlineData("/deploy order-svc --pause sometimes", "sometimes is not a way to pause. Write none, first or each.", "sometimes", "/deploy order-svc --pause first")]
    [InlineData("/deploy order-svc --hosts a;b", "a;b cannot be a host. Write names or patterns, separated by commas: order-01,order-1*.", "a;b", "/deploy order-svc --hosts order-01,order-02")]
    [InlineData("/deploy order-svc --note fix the login", "login is one word too many. Put quotation marks around a text of several words.", "login", "/deploy order-svc --note \"fix the login\"")]
    [InlineData("/deploy order-svc master now", "now is one word too many. Write /deploy <project> [ref] [to ENV]", "now", "/deploy order-svc master")]
    [InlineData("/deploy order-svc --note \"fix", "A quotation mark is opened and never closed. Close it at the end of the text.", "fix", "/deploy order-svc --note \"fix\"")]
    [InlineData("/deploy @order-svc master", "@order-svc cannot be a name.", "@order-svc", "/deploy order-svc master")]
    [InlineData("/deploy order-svc @master", "@master cannot be a branch, tag or commit.", "@master", "/deploy order-svc master")]
    [InlineData("/botops stauts pay-svc", "There is no command stauts. Did you mean status?", "stauts", "/botops status pay-svc")]
    [InlineData("stauts", "There is no command stauts. Did you mean status?", "stauts", "/botops status")]
    [InlineData("/deplyo order-svc", "There is no command /deplyo. Did you mean deploy?", "/deplyo", "/deploy order-svc")]
    [InlineData("/botops frobnicate", "There is no command frobnicate. /botops help lists what you may type.", "frobnicate", "/botops help")]
    [InlineData("/botops help depoly", "There is no command depoly. Did you mean deploy?", "depoly", "/botops help deploy")]
    [InlineData("/botops pause build:17", "build:17 is not the number of a release. Write 42 or #42.", "build:17", "/botops pause 42")]
    [InlineData("/botops log 0", "0 is not the number of a release. Write 42 or #42.", "0", "/botops log 42")]
    [InlineData("/botops projects all", "all is one word too many. Write /botops projects.", "all", "/botops projects")]
    public void It_names_what_is_wrong_and_offers_what_is_right(string typed, string says, string atFault, string tryInstead)
    {
        var error = Assert.Throws<UserError>(() => CommandParser.Parse(typed));

        Assert.StartsWith(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(atFault, error.AtFault);
        Assert.Equal(tryInstead, error.TryInstead);
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public void A_hostile_name_is_refused_and_reaches_nobody(string name)
    {
        foreach (var line in new[] { $"/deploy {name}", $"/deploy \"{name}\"", $"/deploy order-svc to \"{name}\"", $"/deploy order-svc --hosts \"{name}\"", $"/botops status \"{name}\"" })
        {
            var error = Assert.Throws<UserError>(() => CommandParser.Parse(line));
            Assert.True(error.Message.Length < 400, error.Message);
        }
    }

    public static TheoryData<string> HostileNames => new(
        "$(touch /tmp/x)", "; rm -rf ~", "--upload-pack=touch", "@/etc/passwd", "`id`", "../../etc", "a/b", "a\\b", "🚀", "订单服务", "\u202Eשלום", new string('a', 64),
        new string('x', 10_000), "-", "%00", "ord\u0430r");

    [Theory]
    [InlineData("\"--upload-pack=touch /tmp/x\"")]
    [InlineData("\"-f\"")]
    [InlineData("\"@/etc/passwd\"")]
    [InlineData("@/etc/passwd")]
    [InlineData("--upload-pack=x")]
    [InlineData("; rm -rf ~")]
    [InlineData("$(touch /tmp/x)")]
    public void A_hostile_ref_is_refused(string reference) => Assert.Throws<UserError>(() => CommandParser.Parse($"/deploy order-svc {reference}"));

    [Fact]
    public void A_line_beyond_the_limit_is_refused_before_it_is_read()
    {
        var error = Assert.Throws<UserError>(() => CommandParser.Parse("/deploy order-svc " + new string('a', 10_000)));

        Assert.Equal("That line has 10018 characters; a command has at most 2000. Shorten it.", error.Message);
    }

    static string Written(ParsedCommand command) => command switch
    {
        DeployInput d => string.Join(' ', new[]
        {
            "deploy", d.Project, d.Reference, d.Environment is null ? null : "to " + d.Environment,
            d.Options.Serial ? "serial" : null, d.Options.Halves ? "halves" : null,
            d.Options.Batch is { } batch ? "batch=" + string.Join(',', batch) : null,
            d.Options.Pause > 0 ? $"pause={d.Options.Pause}" : null, d.Options.Wait > TimeSpan.Zero ? $"wait={d.Options.Wait}" : null,
            d.Options.MaxFail is { } maxFail ? $"max-fail={maxFail}" : null, d.Options.MinUp is { } minUp ? $"min-up={minUp}" : null,
            d.Options.Hosts.Count > 0 ? "hosts=" + string.Join(',', d.Options.Hosts) : null,
            d.Options.Exclude.Count > 0 ? "exclude=" + string.Join(',', d.Options.Exclude) : null,
            d.Expires is { } expires ? $"expires={expires}" : null, d.Note is { } note ? $"note=[{note}]" : null,
            d.Rebuild ? "rebuild" : null, d.PlanOnly ? "plan" : null,
        }.OfType<string>()),
        FormWanted form => $"form {form.Command} asks {string.Join(", ", form.Missing)}"
            + (form.Known.Count > 0 ? $", knows {string.Join(", ", form.Known.Select(k => $"{k.Key} {k.Value}"))}" : ""),
        _ => command.ToString(),
    };
}
