using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Balancing;

/// <summary>The host script in front of a real nginx.</summary>
public class BalanceVerbTests
{
    const string One = "server 127.0.0.1:8081; # order-1\n", Two = One + "server 127.0.0.1:8082; # order-2\n";

    [SkippableFact]
    public async Task Servers_are_taken_up_with_one_reload_and_what_is_the_same_is_not_reloaded()
    {
        await using var nginx = await Nginx.Start("lb");
        await using var host = new HostFolder();
        Assert.Equal("yes", (await host.Done(Call(nginx, Two))).Values["changed"]);
        Assert.Equal((Two, 1), (await File.ReadAllTextAsync(nginx.Include), nginx.Reloads));
        Assert.Equal("ours", (await host.Done(Ask(nginx))).Values["state"]);

        Assert.Equal("no", (await host.Done(Call(nginx, Two))).Values["changed"]);
        Assert.Equal(1, nginx.Reloads);
        Assert.Equal("yes", (await host.Done(Call(nginx, One, release: 2, fence: 2))).Values["drained"]);
        Assert.Equal(HostAnswer.FenceRefused, (await host.Ask(Call(nginx, Two))).Code);
        Assert.Equal(One, await File.ReadAllTextAsync(nginx.Include));
    }

    [SkippableFact]
    public async Task A_request_under_way_is_waited_for_until_the_limit_which_is_said()
    {
        await using var nginx = await Nginx.Start("lb");
        await using var host = new HostFolder();
        await host.Done(Call(nginx, Two));
        using var slow = await nginx.SlowRequest();

        var answer = await host.Done(Call(nginx, One, drain: TimeSpan.FromSeconds(1)));
        Assert.Equal("no", answer.Values["drained"]);
        Assert.Contains(host.Lines, line => line.StartsWith("the drain limit of 1 s is over: old workers still answer requests (pid ", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_call_whose_caller_was_killed_goes_on_and_its_repetition_waits_for_the_same_workers()
    {
        await using var nginx = await Nginx.Start("lb");
        await using var host = new HostFolder();
        await host.Done(Call(nginx, Two));
        var slow = await nginx.SlowRequest();
        using var caller = host.Caller(Call(nginx, One));
        await Eventually.True(() => nginx.Reloads == 2, "it was reloaded");
        caller.Kill();

        var again = host.Ask(Call(nginx, One));
        Assert.False(again.IsCompleted);
        slow.Dispose();
        Assert.Equal("yes", (await again).Values["drained"]);
        Assert.Equal(2, nginx.Reloads);
    }

    [SkippableFact]
    public async Task A_file_of_somebody_else_and_an_nginx_that_does_not_run_are_refused_and_nothing_changes()
    {
        await using var nginx = await Nginx.Start("lb");
        await using var host = new HostFolder();
        await File.WriteAllTextAsync(nginx.Include, "server 127.0.0.7:80;\n");
        Assert.StartsWith($"{nginx.Include} was not written by BotOps: ", (await host.Ask(Call(nginx, Two))).Reason);
        Assert.Equal("server 127.0.0.7:80;\n", await File.ReadAllTextAsync(nginx.Include));
        Assert.Equal("foreign", (await host.Done(Ask(nginx))).Values["state"]);

        File.Delete(nginx.Include);
        var away = nginx.Balancer with { Pid = nginx.Balancer.Pid + ".old" };
        Assert.Equal($"nginx does not run there: {away.Pid} names no process", (await host.Ask(Call(nginx, Two, with: away))).Reason);
        Assert.False(File.Exists(nginx.Include));
        Assert.Equal(0, nginx.Reloads);
    }

    [SkippableFact]
    public async Task A_reload_that_brings_no_new_worker_is_no_reload()
    {
        await using var nginx = await Nginx.Start("lb");
        await using var host = new HostFolder();
        await host.Done(Call(nginx, Two));

        var answer = await host.Ask(Call(nginx, One, with: nginx.Balancer with { Reload = ["true"] }));
        Assert.Equal("nginx goes on with its old workers, the old file is back: its error log says why", answer.Reason);
        Assert.Equal(Two, await File.ReadAllTextAsync(nginx.Include));
    }

    [SkippableFact]
    public async Task What_nginx_is_told_to_do_is_read_from_its_own_dump_with_file_and_line()
    {
        await using var nginx = await Nginx.Start("lb");
        await using var host = new HostFolder();
        await File.WriteAllTextAsync(nginx.Include, "# ours\n  server 127.0.0.7:80 weight=2;\n");

        await host.Done(HostVerbs.Upstreams(HostFolder.Service, "production", nginx.Balancer));
        Assert.Contains($"{nginx.Include}:2: server 127.0.0.7:80 weight=2;", host.Lines);
        Assert.DoesNotContain(host.Lines, line => line.Contains('{', StringComparison.Ordinal) || line.Contains("server_name", StringComparison.Ordinal));
        Assert.Equal("the test command has no -t: what nginx is told to do cannot be read", (await host.Ask(HostVerbs.Upstreams(HostFolder.Service, "production", nginx.Balancer with { Test = ["true"] }))).Reason);
        Assert.Equal(0, nginx.Reloads);
    }

    [SkippableFact]
    public async Task Nothing_but_servers_gets_into_the_file()
    {
        await using var nginx = await Nginx.Start("lb");
        await using var host = new HostFolder();
        Assert.Equal(64, (await host.Ask(Call(nginx, One + "} server { listen 80; }\n"))).Code);
        Assert.Equal(64, (await host.Ask(Call(nginx, "# none\n"))).Code);
        Assert.Equal("", await File.ReadAllTextAsync(nginx.Include));
    }

    static HostCall Call(Nginx nginx, string content, long release = 1, long fence = 1, TimeSpan? drain = null, Balancer? with = null) =>
        HostVerbs.Balance(HostFolder.Service, "production", release, fence, (with ?? nginx.Balancer) with { Drain = drain ?? TimeSpan.FromSeconds(20) }, content);

    static HostCall Ask(Nginx nginx) => HostVerbs.Balanced(HostFolder.Service, "production", nginx.Balancer);
}
