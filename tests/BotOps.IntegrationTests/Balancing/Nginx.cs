using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Balancing;

/// <summary>A private nginx as its admin has set it up: one upstream, with a server that is always down and the file that BotOps owns.</summary>
public sealed class Nginx : IAsyncDisposable
{
    const string Program = "/usr/sbin/nginx";
    static int last = Environment.ProcessId % 200;
    readonly string config;

    Nginx(string name)
    {
        Name = name;
        Folder = Directory.CreateTempSubdirectory("botops-nginx-").FullName;
        Address = $"127.0.78.{Interlocked.Increment(ref last) % 250 + 1}";
        Url = new Uri($"http://{Address}:{Ports.Free(Address)}");
        config = Path.Combine(Folder, "nginx.conf");
        File.WriteAllText(config, Config());
    }

    public string Name { get; }
    public string Folder { get; }
    public string Address { get; }
    public Uri Url { get; }
    public string Include => Path.Combine(Folder, "servers.conf");
    public string ErrorLog => File.ReadAllText(Path.Combine(Folder, "error.log"));

    /// <summary>Names of the servers that the file has.</summary>
    public IReadOnlyList<string> Servers => [.. File.ReadAllLines(Include).Where(l => l.StartsWith("server ", StringComparison.Ordinal)).Select(l => l.Split("# ")[1])];

    public int Reloads => ErrorLog.Split(", reconfiguring").Length - 1;
    public Host Host => new() { Name = Name, Address = Address, Root = Path.Combine(Folder, "root") };

    public Balancer Balancer => new()
    {
        Hosts = [Name], File = Include, Pid = Path.Combine(Folder, "nginx.pid"), Drain = TimeSpan.FromMinutes(1),
        Test = [Program, "-p", Folder, "-c", config, "-t"], Reload = [Program, "-p", Folder, "-c", config, "-s", "reload"],
    };

    public static async Task<Nginx> Start(string name)
    {
        Skip.IfNot(File.Exists(Program), "nginx is not installed (tests/run installs it)");
        var nginx = new Nginx(name);
        await File.WriteAllTextAsync(nginx.Include, "");
        using var start = Process.Start(Program, ["-p", nginx.Folder, "-c", nginx.config]);
        await start.WaitForExitAsync();
        await Eventually.True(() => nginx.Master is not null, "nginx runs");
        return nginx;
    }

    /// <summary>Somebody makes a mistake in the part that is not BotOps'.</summary>
    public void Break() => File.AppendAllText(config, "nonsense on;\n");
    public void Mend() => File.WriteAllText(config, Config());

    /// <summary>A request that has not come to its end: the worker that has it does not end either.</summary>
    public async Task<TcpClient> SlowRequest()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(Address), Url.Port);
        await client.GetStream().WriteAsync("POST /VERSION HTTP/1.1\r\nHost: shop\r\nContent-Length: 10\r\n\r\nhalf"u8.ToArray());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (Master is { } master)
        {
            using var kill = Process.Start("kill", ["-TERM", master.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await Eventually.True(() => !File.Exists($"/proc/{master}/stat"), "nginx has ended");
        }
        Directory.Delete(Folder, recursive: true);
    }

    int? Master => int.TryParse(File.Exists(Balancer.Pid) ? File.ReadAllText(Balancer.Pid).Trim() : "", CultureInfo.InvariantCulture, out var pid) ? pid : null;

    /// <summary>No second server is tried when one refuses: what BotOps does wrong is seen by the client.</summary>
    string Config() =>
        $$"""
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        worker_processes 2;
        pid {{Folder}}/nginx.pid;
        error_log {{Folder}}/error.log notice;
        events { worker_connections 512; }
        http {
            access_log off;
            client_body_temp_path {{Folder}}/t1; proxy_temp_path {{Folder}}/t2; fastcgi_temp_path {{Folder}}/t3; uwsgi_temp_path {{Folder}}/t4; scgi_temp_path {{Folder}}/t5;
            upstream shop {
                zone shop 64k;
                server 127.0.0.1:9 down;
                include {{Include}};
            }
            server {
                listen {{Address}}:{{Url.Port}};
                location / {
                    proxy_pass http://shop;
                    proxy_next_upstream off;
                }
            }
        }

        """;
}
