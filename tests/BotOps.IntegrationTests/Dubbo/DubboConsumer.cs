using System.Net.Sockets;
using System.Text;

namespace BotOps.IntegrationTests.Dubbo;

/// <summary>Somebody who calls a provider, over a connection that lasts until it is disposed of.</summary>
sealed class DubboConsumer : IDisposable
{
    readonly TcpClient client = new();

    public static async Task<DubboConsumer> Connect(string address, int port)
    {
        var consumer = new DubboConsumer();
        await consumer.client.ConnectAsync(address, port);
        return consumer;
    }

    /// <summary>The provider's version, as JSON.</summary>
    public async Task<string?> Pay()
    {
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"invoke {ProviderDouble.Pay}.pay()\r\n"));
        using var reader = new StreamReader(stream, leaveOpen: true);
        return await reader.ReadLineAsync();
    }

    public void Dispose() => client.Dispose();
}
