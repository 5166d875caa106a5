using System.Diagnostics;
using System.Globalization;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>An nginx of the host's own, which hands out files of one folder under one name; under every other it answers with nothing.</summary>
sealed class StaticServer : IAsyncDisposable
{
    public const string Missing = "nginx is not installed (tests/run installs it)", Name = "www.shop.example";
    const string Program = "/usr/sbin/nginx";
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("botops-static-");

    public static bool Available => File.Exists(Program);

    /// <param name="more">Further lines of the server.</param>
    public static async Task<StaticServer> Start(HostFolder host, string root, string more = "")
    {
        var server = new StaticServer();
        var (at, port) = (server.folder.FullName, host.Run.Port);
        await File.WriteAllTextAsync(server.In("nginx.conf"),
            $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            pid {{at}}/pid; error_log {{at}}/error.log; events {}
            http {
                access_log off; default_type text/plain;
                client_body_temp_path {{at}}/t1; proxy_temp_path {{at}}/t2; fastcgi_temp_path {{at}}/t3; uwsgi_temp_path {{at}}/t4; scgi_temp_path {{at}}/t5;
                server { listen {{host.Host.Address}}:{{port}} default_server; return 444; }
                server { listen {{host.Host.Address}}:{{port}}; server_name {{Name}}; root {{host.In(root)}}; index version; {{more}} }
            }
            """);
        using var start = Process.Start(Program, ["-p", at, "-c", server.In("nginx.conf"), "-e", server.In("error.log")]);
        await start.WaitForExitAsync();
        await Eventually.True(() => Ports.Listens(port, host.Host.Address), "nginx answers");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        var master = int.Parse((await File.ReadAllTextAsync(In("pid"))).Trim(), CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-TERM", $"{master}"]);
        await kill.WaitForExitAsync();
        await Eventually.True(() => !File.Exists($"/proc/{master}/stat"), "nginx has ended");
        folder.Delete(recursive: true);
    }

    string In(string file) => Path.Combine(folder.FullName, file);
}
