using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>Whose certificates are trusted: the configured authorities alone, or those of the system.</summary>
static class SaltTrust
{
    public static SocketsHttpHandler Handler(SaltOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (options.Ca is { } path) handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Trusts(path, certificate, chain, errors);
        return handler;
    }

    static bool Trusts(string path, X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors)
    {
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0 || shown is null) return false; // of another name, or none at all

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var between in sent?.ChainElements.Skip(1) ?? []) chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        using var certificate = new X509Certificate2(shown);
        return chain.Build(certificate);
    }
}
