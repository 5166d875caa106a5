using System.Text;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using static BotOps.IntegrationTests.Hosts.HealthTests;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>A failed Verifying shows the first error of the application's own log, whatever it was written in.</summary>
public class ChineseHostLogTests
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    static readonly string Long = "2026-01-05 12:00:00 启动异常：" + string.Concat(Enumerable.Repeat("库存服务没有响应，", 120));

    [Fact]
    public async Task The_first_error_of_a_log_in_two_encodings_is_found_and_read()
    {
        var (answer, lines) = await Fail([.. Encoding.UTF8.GetBytes("读取配置\n"), .. Gb18030.GetBytes("错误：找不到数据库 库存㐀\n"), .. Encoding.UTF8.GetBytes("退出，下单失败\n")]);

        Assert.Equal("错误：找不到数据库 库存㐀", answer.Values["appLog"]);
        Assert.Equal(["读取配置", "错误：找不到数据库 库存㐀", "退出，下单失败"], lines.Where(l => Gb18030.GetByteCount(l) > l.Length));
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GB18030")]
    public async Task A_line_that_the_host_cuts_loses_nothing_but_its_end(string encoding)
    {
        var (answer, lines) = await Fail((encoding == "UTF-8" ? Encoding.UTF8 : Gb18030).GetBytes(Long + "\n"));

        Assert.StartsWith(answer.Values["appLog"], Long, StringComparison.Ordinal);
        Assert.True(answer.Values["appLog"].Length > 160, answer.Values["appLog"]);
        Assert.Contains(lines, l => l.Length > 600 && Long.StartsWith(l, StringComparison.Ordinal));
    }

    /// <summary>A service that prints this, and is never healthy.</summary>
    static async Task<(HostAnswer Answer, List<string> Lines)> Fail(byte[] prints)
    {
        await using var host = new HostFolder();
        host.Run = Shell($"printf '{string.Concat(prints.Select(b => $"\\{Convert.ToString(b, 8).PadLeft(3, '0')}"))}'; touch ../../ready; exec sleep 600") with
        {
            Health = new HealthCheck { Kind = "command", Command = ["sh", "-c", "until [ -e ../../ready ]; do sleep 0.02; done; exit 1"], Limit = TimeSpan.FromSeconds(0.5) },
        };
        var archive = await host.Unpack(41, 1);
        await host.Done(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));

        var answer = await host.Ask(HostVerbs.Health(Service, 41, 1, host.Run, host.Host.Address, archive.Sha256));
        return (answer, [.. host.Lines]);
    }
}
