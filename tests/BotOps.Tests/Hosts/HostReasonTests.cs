using System.Text;
using System.Text.RegularExpressions;
using BotOps.Adapters.Hosts;
using BotOps.Core;

namespace BotOps.Tests.Hosts;

/// <summary>The host script speaks English; who reads Chinese is told its reasons in Chinese.</summary>
public partial class HostReasonTests
{
    [Fact]
    public async Task Every_reason_that_the_script_can_give_is_known()
    {
        await using var file = await HostScript.File.Open(default);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var script = await reader.ReadToEndAsync();
        var reasons = Reasons().Matches(script).Select(found => Filled().Replace(found.Groups["text"].Value, "v7")).Where(text => text != "v7").ToList();

        Assert.True(reasons.Count > 40, string.Join('\n', reasons));
        using var speech = Languages.Speak(Languages.Chinese);
        Assert.All(reasons, reason => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", Core.Texts.HostReason(reason)));
    }

    [Fact]
    public void What_the_host_filled_in_is_kept_and_what_is_not_known_as_well()
    {
        using var speech = Languages.Speak(Languages.Chinese);

        Assert.Equal("端口 8080 被 pid 4711 (java) 占用，不属于 order-svc 的发布单；/opt 剩余 12 MB，存放两个版本需要 400 MB",
            Core.Texts.HostReason("port 8080 is held by pid 4711 (java), not by a release of order-svc; 12 MB are free in /opt, two releases need 400 MB"));
        Assert.Equal("GET /health 返回 503", Core.Texts.HostReason("GET /health gave 503"));
        Assert.Equal("GET /health 无响应", Core.Texts.HostReason("GET /health gave no answer"));
        Assert.Equal("something new {0}", Core.Texts.HostReason("something new {0}"));
    }

    /// <summary>What it ends with, its findings, and why a check fails; 64 is for calls that BotOps itself got wrong.</summary>
    [GeneratedRegex("""(?:finish (?!64)\d+ |findings\+=\(|why=)"(?<text>(?:[^"$]|\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\$\{[^}]*\}|\$\w+)+)"(?!\w)""")]
    private static partial Regex Reasons();

    [GeneratedRegex("""\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\$\{[^}]*\}|\$\w+""")]
    private static partial Regex Filled();
}
