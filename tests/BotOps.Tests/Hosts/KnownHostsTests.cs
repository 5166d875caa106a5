using BotOps.Adapters.Hosts.Ssh;

namespace BotOps.Tests.Hosts;

/// <summary>sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.</summary>
public class KnownHostsTests
{
    const string File = """
        # a comment
        order-01,10.0.0.7 ssh-ed25519 AAAA comment
        [order-01]:2222 ssh-rsa BBBB
        *.example.org,!db.example.org ssh-ed25519 CCCC
        @revoked * ssh-ed25519 DDDD
        @cert-authority *.example.org ssh-ed25519 EEEE
        |1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-rsa FFFF
        half-a-line
        order-01 ssh-ed25519 no%base64
        """;

    [Theory]
    [InlineData("order-01", 22, "AAAA")]
    [InlineData("10.0.0.7", 22, "AAAA")]
    [InlineData("order-01", 2222, "BBBB")]
    [InlineData("web.example.org", 22, "CCCC")]
    [InlineData("db.example.org", 22, "")]
    [InlineData("web.example.org", 2222, "")]
    [InlineData("192.168.1.61", 22, "FFFF")] // the example of the man page
    [InlineData("192.168.1.62", 22, "")]
    public void A_server_has_the_keys_of_its_lines(string address, int port, string keys)
    {
        var known = KnownHosts.Of(File, address, port);

        Assert.Equal(keys, string.Join(' ', known.Keys.Select(k => Convert.ToBase64String(k.Blob))));
        Assert.Equal("DDDD", Convert.ToBase64String(Assert.Single(known.Revoked)));
    }
}
