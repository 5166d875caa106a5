using BotOps.Adapters.Hosts;
using BotOps.Core;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;

namespace BotOps.Tests.Hosts;

public class HostVerbsTests
{
    static readonly RunSettings Run = new()
    {
        Start = ["./serve", "--listen", "{address}:{port}"],
        Environment = new Dictionary<string, string> { ["URL"] = "http://{address}:{port}/" },
        Port = 8080,
        Health = new HealthCheck { Kind = "http", Path = "/health", Limit = TimeSpan.FromMilliseconds(1500) },
    };

    [Fact]
    public void Port_and_address_are_filled_in()
    {
        var call = HostVerbs.Start("order-svc", 42, 7, Run, "127.0.0.5");

        Assert.Equal("127.0.0.5:8080", call.Arguments["start.2"]);
        Assert.Equal("http://127.0.0.5:8080/", call.Arguments["env.URL"]);
    }

    [Theory]
    [InlineData("{\"port\":{port}}", "{\"port\":8080}")]
    [InlineData("{host} at {address}:{port}{port}", "order-01 at 127.0.0.5:80808080")]
    [InlineData("{{port}} ${port} {Port} {other}", "{{port}} $8080 {Port} {other}")]
    public void In_a_managed_file_only_these_three_are_placeholders(string content, string rendered) =>
        Assert.Equal(rendered, HostVerbs.Rendered(content, Run, new Host { Name = "order-01", Address = "127.0.0.5", Root = "/srv" }));

    [Fact]
    public void Nothing_is_started_without_the_secrets_that_its_settings_name()
    {
        var run = Run with { Secrets = new Dictionary<string, string> { ["DB_PASSWORD"] = "secret:db" } };

        Assert.Contains("DB_PASSWORD", Assert.Throws<UserError>(() => HostVerbs.Start("order-svc", 42, 7, run, "127.0.0.5")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("env.DB_PASSWORD", HostVerbs.Health("order-svc", 42, 7, run, "127.0.0.5", new string('a', 64)).Arguments.Keys); // asked over http: nothing that needs them runs
    }

    [Fact]
    public void A_verb_may_take_its_own_time_and_wait_for_another()
    {
        var call = HostVerbs.Health("order-svc", 42, 7, Run, "127.0.0.5", new string('a', 64));

        Assert.Equal("1.5", call.Arguments["limit"]);
        Assert.Equal(TimeSpan.FromSeconds(61.5), call.Limit);
    }

    [Fact]
    public void A_call_is_lines_of_data()
    {
        var call = new HostCall("start", "order-svc", 42, 7, new Dictionary<string, string> { ["start.0"] = "a b\n$(x)~%" });

        Assert.Equal("verb=start\nproject=order-svc\nrelease=42\nfence=7\nlimit=300\narg.start.0=a%20b%0A%24%28x%29%7E%25\ncall=d9ddfa1502aed9ad5a8dbb5571dd2051d20e311de757c0097a0b19119fd4991a\nend\n", HostScript.Encode(call));
    }

    [Fact]
    public void An_answer_that_breaks_off_is_none()
    {
        var reader = new HostAnswerReader();

        Assert.Equal("release 42 is healthy", reader.Read("release 42 is healthy"));
        Assert.Null(reader.Read("::botops value.pid=17"));
        Assert.Null(reader.Answer);

        Assert.Null(reader.Read("::botops reason=GET%20/health%20gave%20503"));
        Assert.Null(reader.Read("::botops code=1"));
        Assert.Equal((1, "GET /health gave 503", "17"), (reader.Answer!.Code, reader.Answer.Reason, reader.Answer.Values["pid"]));
    }
}
