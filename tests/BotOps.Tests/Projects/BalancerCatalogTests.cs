using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects;

public class BalancerCatalogTests
{
    [Fact]
    public void Hosts_and_file_are_enough()
    {
        var environment = Read("hosts: [\"lb-[01-02]\"], file: /etc/nginx/botops/order-svc.conf").Projects[0].Environments[0];
        Assert.Equal(["lb-01", "lb-02"], environment.Balancer!.Hosts);
        Assert.Equal(
            ("nginx", "/etc/nginx/botops/order-svc.conf", "nginx -t", "nginx -s reload", "/run/nginx.pid", TimeSpan.FromSeconds(30), new ServerParameters()),
            (environment.Balancer.Kind, environment.Balancer.File, string.Join(' ', environment.Balancer.Test), string.Join(' ', environment.Balancer.Reload),
                environment.Balancer.Pid, environment.Balancer.Drain, environment.Balancer.Server));
    }

    [Theory]
    [InlineData("hosts: [lb], file: etc/order.conf", "balancer.file: 'etc/order.conf' is not an absolute path")]
    [InlineData("hosts: [lb], file: /etc/nginx/", "balancer.file: '/etc/nginx/' is not an absolute path")]
    [InlineData("hosts: [], file: /e.conf", "balancer.hosts: is missing")]
    [InlineData("file: /e.conf", "balancer.hosts: is missing")]
    [InlineData("hosts: [lb]", "balancer.file: is missing")]
    [InlineData("hosts: [lb], file: /e.conf, kind: haproxy", "balancer.kind: 'haproxy' is none of: nginx")]
    [InlineData("hosts: [lb], file: /e.conf, test: nginx -t", "balancer.test: 'nginx -t' is one text; no shell is used, so write a list: [nginx, -t]")]
    [InlineData("hosts: [lb], file: /e.conf, reload: []", "balancer.reload: is missing")]
    [InlineData("hosts: [lb], file: /e.conf, drain: 2h", "balancer.drain: is at most 1 h")]
    [InlineData("hosts: [lb], file: /e.conf, server: { weight: 0 }", "balancer.server.weight: '0' is not a number from 1 to 1000000")]
    [InlineData("hosts: [lb], file: /e.conf, server: { backup: yes }", "balancer.server.backup: is not known; known here: weight, maxFails, failTimeout, maxConns")]
    public void What_is_wrong_is_named_with_its_place(string balancer, string problem) =>
        Assert.Equal($"shop.yaml:7: projects[0].environments.production.{problem}", Refused(() => Read(balancer)));

    [Fact]
    public void It_needs_the_port_to_pass_requests_on_to() => Assert.Equal(
        "shop.yaml:7: projects[0].environments.production.balancer: needs run.port", Refused(() => Read("hosts: [lb], file: /e.conf", run: "start: [java]")));

    static string Refused(Action read) => Assert.Throws<UserError>(read).Message;

    static CatalogDocument Read(string balancer, string run = "port: 8080") => CatalogReader.Read("shop.yaml",
        $$"""
        projects:
          - name: order-svc
            repository: { url: /srv/r.git }
            environments:
              production:
                hosts: [order-1]
                balancer: { {{balancer}} }
                build: { artifact: [out/**] }
                run: { {{run}} }
        """);
}
